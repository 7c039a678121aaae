using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Impl;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Fuzz;

/// <summary>How far a program was explored on a design, and what was found.</summary>
/// <param name="Exhausted">Whether every schedule was run or is equivalent to one that was, and decided.</param>
/// <param name="Preemptions">Where not: every schedule with so many preemptions was run; -1 for not even those without.</param>
/// <param name="Executions">All executions, redundant ones included.</param>
/// <param name="Shown">The first schedule for each rule and each race that each exploration showed.</param>
public sealed record Judgement(bool Exhausted, int Preemptions, long Executions, IReadOnlyList<Finding> Shown)
{
    /// <summary>The first schedule for each rule that was broken.</summary>
    public IReadOnlyList<Finding> Findings { get; } = [.. Shown.DistinctBy(finding => finding.Violation.Check)];

    /// <summary>The schedule that breaks a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>The first; null if none was found.</returns>
    public Finding? Breaking(string rule) => Findings.FirstOrDefault(finding => finding.Violation.Check == rule);

    /// <summary>The schedule that shows a violation again.</summary>
    /// <param name="violation">The violation.</param>
    /// <returns>The first; null if none was found.</returns>
    public Finding? Showing(Violation violation) => Shown.FirstOrDefault(finding => finding.Violation.IsLike(violation));
}

/// <summary>Explores one program on one design: under every schedule if that ends within the limit, else with 0, 1, 2
/// preemptions.</summary>
/// <param name="design">The design.</param>
/// <param name="maxExecutions">The most executions of each exploration, 1 and up.</param>
/// <param name="timeIsUp">Asked after each execution.</param>
/// <param name="judgesOrders">Whether a data race and a cycle of lock orders count as broken rules.</param>
/// <param name="maxInAll">The most executions of all explorations together, 1 and up; no bound by default.</param>
public sealed class Judge(
    Design design, long maxExecutions, Func<bool> timeIsUp, bool judgesOrders = false, long maxInAll = long.MaxValue) : IDisposable
{
    private Explorer? _explorer;

    /// <summary>The largest bound on preemptions: most bugs of this kind need no more (Musuvathi and Qadeer, PLDI 2007).</summary>
    public const int MaxPreemptions = 2;

    /// <summary>The design.</summary>
    public Design Design => design;

    /// <summary>The most executions of each exploration.</summary>
    public long MaxExecutions => maxExecutions;

    /// <summary>The executions of all explorations so far.</summary>
    public long Executions { get; private set; }

    /// <summary>Whether nothing is explored any more: the time is up, or as many executions were done as there may be.</summary>
    public bool IsOver => Executions >= maxInAll || timeIsUp();

    private ExploreOptions Bounds => new()
    {
        MaxExecutions = maxExecutions,
        TimeIsUp = () =>
        {
            Executions++;
            return IsOver;
        },
    };

    /// <summary>Judges a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="stopAt">The rule whose violation ends the search; null for none.</param>
    /// <param name="most">The most executions of each exploration, if these are fewer than those of the judge; the default: they are not.</param>
    /// <returns>The judgement; null if the set-up cannot be performed on the design.</returns>
    public Judgement? Try(Scenario program, string? stopAt = null, long most = long.MaxValue)
    {
        try
        {
            return Try(Turned(program), Bounds with { StopAt = stopAt, MaxExecutions = Math.Min(most, maxExecutions) });
        }
        catch (UnusableScenarioException)
        {
            return null;
        }
        catch
        {
            // An explorer is of no use after an error.
            Dispose();
            throw;
        }
    }

    /// <summary>The simplest schedule that breaks a rule.</summary>
    /// <param name="program">The program.</param>
    /// <param name="finding">A schedule that breaks it.</param>
    /// <returns>That with the fewest switches; the one given if a limit is reached before, or if it does not replay.</returns>
    /// <exception cref="UnusableScenarioException">The set-up cannot be performed on the design.</exception>
    public ShortestFinding Shortest(Scenario program, Finding finding)
    {
        ShortestFinding shortest = ShortestSchedule.Find(Turned(program), finding, Bounds with { Racing = finding.Racing });
        return shortest.Replays ? shortest : ShortestSchedule.Unchanged(program.On(design), finding);
    }

    /// <summary>Whether a schedule shows its violation on the real locks, too.</summary>
    /// <param name="program">The program.</param>
    /// <param name="finding">The schedule.</param>
    /// <returns>True if it does, step by step.</returns>
    public bool Replays(Scenario program, Finding finding) => ShortestSchedule.Replays(program.On(design), finding);

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        _explorer?.Dispose();
        _explorer = null;
    }

    private Explorer Turned(Scenario program)
    {
        if (_explorer is null)
        {
            _explorer = new Explorer(program.On(design));
        }
        else
        {
            _explorer.Turn(program.On(design));
        }

        return _explorer;
    }

    private Judgement Try(Explorer explorer, ExploreOptions options)
    {
        List<ExploreReport> reports = [explorer.Explore(options)];
        int preemptions = -1;
        while (!reports[^1].CoversAll && preemptions < MaxPreemptions && !IsFound(reports, options.StopAt))
        {
            reports.Add(explorer.Explore(options with
            {
                Reduction = Reduction.None,
                Preemptions = preemptions + 1,
                Racing = reports[^1].Racing,
            }));
            if (!reports[^1].Complete)
            {
                break;
            }

            preemptions++;
        }

        // Those with the fewest preemptions first.
        IEnumerable<Finding> findings = reports.Skip(1).Append(reports[0]).SelectMany(Found);
        return new Judgement(
            reports[^1].CoversAll, preemptions, reports.Sum(report => report.Executions + report.Redundant), [.. findings]);
    }

    private IReadOnlyList<Finding> Found(ExploreReport report) => judgesOrders ? report.AllFindings : report.Findings;

    private bool IsFound(List<ExploreReport> reports, string? rule) =>
        reports.Exists(report => Found(report).Any(finding => finding.Violation.Check == rule));
}
