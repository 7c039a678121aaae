namespace LuoVerified.Sessions.Scenarios;

/// <summary>A scenario that can be run, but not on this design, by what the design says of itself. Neither a verdict nor bad
/// input.</summary>
public sealed class InapplicableScenarioException : UnusableScenarioException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="scenario">The name of the scenario.</param>
    /// <param name="design">The name of the design.</param>
    /// <param name="reason">Why it cannot be run on it.</param>
    public InapplicableScenarioException(string scenario, string design, string reason)
        : base(scenario, $"not applicable to {design}: {reason}") => Reason = reason;

    /// <summary>Why it cannot be run on the design.</summary>
    public string Reason { get; }
}
