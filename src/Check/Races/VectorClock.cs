namespace LuoVerified.Check.Races;

/// <summary>Vector clocks: of each thread, how much of it came before (Mattern, 1989). A clock is an array with a number for
/// each thread.</summary>
internal static class VectorClock
{
    /// <summary>A clock takes over what another knows: the maximum of the two, thread by thread.</summary>
    /// <param name="into">The clock; changed.</param>
    /// <param name="other">The other, of the same length.</param>
    public static void Join(int[] into, int[] other)
    {
        for (int i = 0; i < into.Length; i++)
        {
            into[i] = Math.Max(into[i], other[i]);
        }
    }
}
