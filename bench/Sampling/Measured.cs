namespace LuoVerified.Sampling;

/// <summary>What a method took to find the bug of a target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Method">The method.</param>
/// <param name="Bound">The most schedules for each seed.</param>
/// <param name="Finds">The first find of each seed.</param>
internal sealed record Measured(Target Target, Method Method, long Bound, IReadOnlyList<Find> Finds)
{
    /// <summary>The median of the numbers of schedules.</summary>
    public MedianInterval Median { get; } = MedianInterval.Of(Finds.Select(find => find.Schedule));

    /// <summary>The lower median of the times, in milliseconds; one of a seed that found nothing is less than it would have taken.</summary>
    public double Milliseconds { get; } = Finds.Select(find => find.Milliseconds).Order().ElementAt((Finds.Count - 1) / 2);
}
