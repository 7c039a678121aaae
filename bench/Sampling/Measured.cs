namespace LuoVerified.Sampling;

/// <summary>What a method took to find the bug of a target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Method">The method.</param>
/// <param name="Bound">The most schedules for each seed.</param>
/// <param name="Firsts">The number of the first schedule that showed it, by seed; null if none did.</param>
internal sealed record Measured(Target Target, Method Method, long Bound, IReadOnlyList<long?> Firsts)
{
    /// <summary>The median.</summary>
    public MedianInterval Median { get; } = MedianInterval.Of(Firsts);
}
