using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;

namespace LuoVerified.Check.Reports;

/// <summary>A broken rule together with the first schedule that broke it.</summary>
/// <param name="Violation">The rule.</param>
/// <param name="Mode">How the schedule was sampled.</param>
/// <param name="Strategy">By which strategy.</param>
/// <param name="Schedule">Its number among the schedules of that mode, from 1.</param>
/// <param name="Steps">Its steps up to the violation.</param>
public sealed record Finding(
    Violation Violation, string Mode, string Strategy, long Schedule, IReadOnlyList<RecordedStep> Steps)
{
    /// <summary>The members whose accesses are steps in it: a replay needs them.</summary>
    public IReadOnlySet<string> Racing { get; init; } = new HashSet<string>();

    /// <summary>The schedule as a picture: one line a step, one column a thread; then the rule and what happened.</summary>
    /// <returns>Some lines; each ends with a line feed.</returns>
    public override string ToString() => Interleaving.Render(this);
}
