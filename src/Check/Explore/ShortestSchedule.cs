using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;

namespace LuoVerified.Check.Explore;

/// <summary>Looks for the schedule with the fewest switches of the running thread that breaks a rule.</summary>
public static class ShortestSchedule
{
    private const int MaxSwitches = 12;

    /// <summary>Allows 0, 1, 2, ... switches until the rule is broken.</summary>
    /// <param name="explorer">Explores the program on the design.</param>
    /// <param name="finding">A schedule that breaks the rule.</param>
    /// <param name="options">How many executions, how long; the rest is set here.</param>
    /// <returns>The schedule with the fewest switches, or the one given if a limit is reached before.</returns>
    public static ShortestFinding Find(Explorer explorer, Finding finding, ExploreOptions options)
    {
        bool complete = true;
        for (int switches = 0; switches <= MaxSwitches; switches++)
        {
            ExploreReport report = explorer.Explore(options with { Reduction = Reduction.None, Switches = switches, StopAt = finding.Violation.Check });
            if (report.AllFindings.FirstOrDefault(each => each.Violation.IsLike(finding.Violation)) is { } shortest)
            {
                return new ShortestFinding(shortest, Switches(shortest), complete, Replays(shortest));
            }

            complete &= report.Complete;
            if (!complete || !report.BoundReached)
            {
                break;
            }
        }

        return Unchanged(explorer.Subject, finding, options.MaxConfigurations);

        bool Replays(Finding found) => ShortestSchedule.Replays(explorer.Subject, found, options.MaxConfigurations);
    }

    /// <summary>A schedule as it was found.</summary>
    /// <param name="subject">The program and the design.</param>
    /// <param name="finding">The schedule.</param>
    /// <param name="maxConfigurations">The bound of the search for a linearization.</param>
    /// <returns>The same, replayed.</returns>
    public static ShortestFinding Unchanged(
        Subject subject, Finding finding, long maxConfigurations = LinearizabilityChecker.DefaultBound) =>
        new(finding, Switches(finding), IsMinimal: false, Replays(subject, finding, maxConfigurations));

    /// <summary>Whether a schedule breaks the same rule on the real locks.</summary>
    /// <param name="subject">The program and the design.</param>
    /// <param name="finding">The schedule, as the models of the locks showed it.</param>
    /// <param name="maxConfigurations">The bound of the search for a linearization.</param>
    /// <returns>True if it does, step by step.</returns>
    public static bool Replays(
        Subject subject, Finding finding, long maxConfigurations = LinearizabilityChecker.DefaultBound)
    {
        Trace trace = Trace.Of(subject, finding);
        return Replayer.Replay(trace, subject, maxConfigurations).Reproduces(trace);
    }

    /// <summary>Counts switches.</summary>
    /// <param name="finding">A schedule.</param>
    /// <returns>How often the running thread changes in it.</returns>
    public static int Switches(Finding finding) =>
        finding.Steps.Zip(finding.Steps.Skip(1)).Count(pair => pair.First.Thread != pair.Second.Thread);
}

/// <summary>A broken rule with a schedule that shows it in as few switches as any.</summary>
/// <param name="Finding">The rule and the schedule.</param>
/// <param name="Switches">How often the running thread changes in it.</param>
/// <param name="IsMinimal">Whether every schedule with fewer switches was run; false if a limit was reached before.</param>
/// <param name="Replays">Whether the schedule breaks the same rule on the real locks.</param>
public sealed record ShortestFinding(Finding Finding, int Switches, bool IsMinimal, bool Replays);
