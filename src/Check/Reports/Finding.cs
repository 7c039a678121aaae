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

    /// <summary>A violation that a run has shown.</summary>
    /// <param name="run">The run.</param>
    /// <param name="violation">What rule was broken, and how.</param>
    /// <param name="mode">How the schedule was found.</param>
    /// <param name="strategy">How the next thread was chosen.</param>
    /// <param name="schedule">The number of the schedule, from 1.</param>
    /// <param name="steps">The steps of it that show the violation.</param>
    /// <returns>The finding.</returns>
    public static Finding In(
        Run run, Violation violation, string mode, string strategy, long schedule, IReadOnlyList<RecordedStep> steps) =>
        new(violation, mode, strategy, schedule, steps) { Racing = run.Racing };

    /// <summary>The schedule as a picture: one line a step, one column a thread; then the rule and what happened.</summary>
    /// <returns>Some lines; each ends with a line feed.</returns>
    public override string ToString() => Interleaving.Render(this);
}
