namespace LuoVerified.Check.Explore;

/// <summary>Sets of steps that need not be tried at a choice, because what they would lead to was seen elsewhere: by
/// the thread, and for requests by what they get.</summary>
internal static class Asleep
{
    /// <summary>Both options.</summary>
    public const int Any = -1;

    private const int Refused = 8;

    /// <summary>The step of a thread, whatever it gets.</summary>
    /// <param name="thread">The thread.</param>
    /// <returns>The set.</returns>
    public static int Bits(int thread) => (1 << thread) | (1 << (thread + Refused));

    /// <summary>The step of a thread with one option, or with <see cref="Any"/>.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="option">The option.</param>
    /// <returns>The set.</returns>
    public static int Bits(int thread, int option) => option == Any ? Bits(thread) : 1 << (thread + (option * Refused));

    /// <summary>The steps of some threads, whatever they get.</summary>
    /// <param name="threads">The threads, as a mask.</param>
    /// <returns>The set.</returns>
    public static int All(int threads) => threads | (threads << Refused);

    /// <summary>The threads whose steps sleep, whatever they get.</summary>
    /// <param name="asleep">The set.</param>
    /// <returns>The threads, as a mask.</returns>
    public static int Threads(int asleep) => asleep & (asleep >> Refused);

    /// <summary>Whether a step is in a set; with <see cref="Any"/> whether both of its options are.</summary>
    /// <param name="asleep">The set.</param>
    /// <param name="thread">The thread.</param>
    /// <param name="option">The option.</param>
    /// <returns>True if it is.</returns>
    public static bool Contains(int asleep, int thread, int option) => (Bits(thread, option) & ~asleep) == 0;
}
