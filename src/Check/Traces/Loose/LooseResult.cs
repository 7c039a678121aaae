namespace LuoVerified.Check.Traces.Loose;

/// <summary>What a loose replay shows.</summary>
public enum LooseOutcome
{
    /// <summary>The rule that the trace records breaks.</summary>
    Reproduced,

    /// <summary>Another rule breaks.</summary>
    BreaksAnother,

    /// <summary>The schedule could be followed, and no rule breaks.</summary>
    PassesNow,

    /// <summary>No rule breaks, but from some step on it is not known what the recorded schedule is in the code.</summary>
    CannotBeFollowed,

    /// <summary>A bound was reached before it was known whether the results are linearizable.</summary>
    Undecided,
}

/// <summary>What a loose replay shows.</summary>
/// <param name="Outcome">The answer.</param>
/// <param name="Message">More of it, in one line: the rule, or the step; may be empty.</param>
public sealed record LooseResult(LooseOutcome Outcome, string Message)
{
    /// <summary>For <see cref="LooseOutcome.Reproduced"/>: the trace of the code as it is now.</summary>
    public Trace? Now { get; init; }
}
