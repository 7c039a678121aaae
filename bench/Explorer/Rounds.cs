namespace LuoVerified.Benchmarks;

/// <summary>A measurement that is repeated.</summary>
internal static class Rounds
{
    /// <summary>Measures some times.</summary>
    /// <param name="count">How many, an odd number.</param>
    /// <param name="measure">Measures once.</param>
    /// <returns>The median.</returns>
    public static double Median(int count, Func<double> measure)
    {
        double[] all = [.. Enumerable.Range(0, count).Select(_ => measure())];
        Array.Sort(all);
        return all[count / 2];
    }
}
