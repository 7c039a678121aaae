using LuoVerified.Check.Runs;

namespace LuoVerified.Sessions.Scenarios;

/// <summary>A scenario that is well-formed and cannot be run: its set-up waits, or corrupts what is not there.</summary>
public class UnusableScenarioException : UnusableProgramException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="scenario">The name of the scenario.</param>
    /// <param name="reason">Why it cannot be run.</param>
    public UnusableScenarioException(string scenario, string reason)
        : base($"scenario {scenario}: {reason}")
    {
    }
}
