namespace LuoVerified.Check;

/// <summary>A rule that the checked code broke.</summary>
/// <param name="Check">The name of the rule; one of <see cref="Checks"/>, or one of the checked code.</param>
/// <param name="Message">What happened, in one line.</param>
public sealed record Violation(string Check, string Message)
{
    /// <summary>For results that are not linearizable: the calls on a time axis and why no order fits, some lines, each
    /// ends with a line feed. Else empty.</summary>
    public string Calls { get; init; } = "";

    /// <summary>The two locks of an order that is wrong only together with others, such as <c>a -> b</c>; else empty.</summary>
    internal string Locks => Check == Checks.LockOrder && Message.EndsWith(')')
        ? string.Join(" -> ", Message.Split(" -> ").Select(place => place.Split(" (")[0]))
        : "";

    /// <summary>Whether another run shows the same: it breaks the same rule or, of data races and of orders in a cycle of locks, it
    /// is the same race or the same order.</summary>
    /// <param name="other">The violation of the other run, perhaps of another program.</param>
    /// <returns>True if it does.</returns>
    public bool IsLike(Violation other) =>
        Check == other.Check && Locks == other.Locks && (Check != Checks.DataRace || Message == other.Message);
}
