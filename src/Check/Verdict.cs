namespace LuoVerified.Check;

/// <summary>What a check says about the checked code.</summary>
public enum Verdict
{
    /// <summary>No rule was broken in any schedule that was run, and all that were asked for were run.</summary>
    Pass,

    /// <summary>A rule was broken.</summary>
    Violation,

    /// <summary>A bound was reached before the schedules that were asked for had been run.</summary>
    Inconclusive,
}
