using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Fuzz;

/// <summary>A broken rule, with the smallest program and the simplest schedule that were found for it.</summary>
/// <param name="Design">The design.</param>
/// <param name="Number">The number of the first program that broke the rule, 1 and up.</param>
/// <param name="Original">That program.</param>
/// <param name="First">A schedule of it that breaks the rule, as it was found.</param>
/// <param name="Smallest">The program that it was shrunk to; its expectations are what was found in it.</param>
/// <param name="IsMinimal">Whether no single reduction of it breaks the rule within the bounds.</param>
/// <param name="Shortest">The schedule.</param>
public sealed record FuzzFinding(
    Design Design, int Number, Scenario Original, Finding First, Scenario Smallest, bool IsMinimal, ShortestFinding Shortest)
{
    /// <summary>The name of the rule.</summary>
    public string Rule => Shortest.Finding.Violation.Check;
}

/// <summary>What came of the programs on one design.</summary>
public sealed class DesignTally
{
    /// <summary>Makes the tally.</summary>
    /// <param name="design">The design.</param>
    public DesignTally(Design design) => Design = design;

    /// <summary>The design.</summary>
    public Design Design { get; }

    /// <summary>Programs of which every schedule was covered.</summary>
    public int Exhausted { get; private set; }

    /// <summary>Programs of which the schedules with up to 0, 1, ... preemptions were covered, and no more; the first
    /// number is that of the programs of which not even those without preemption were.</summary>
    public IReadOnlyList<int> Bounded => _bounded;

    /// <summary>Programs whose set-up cannot be performed on the design.</summary>
    public int Discarded { get; private set; }

    /// <summary>All executions of the programs as they were made; shrinking left out.</summary>
    public long Executions { get; private set; }

    /// <summary>How many programs break each rule.</summary>
    public IReadOnlyDictionary<string, int> Broken => _broken;

    /// <summary>Programs that were judged.</summary>
    public int Judged => Exhausted + _bounded.Sum();

    private readonly int[] _bounded = new int[Judge.MaxPreemptions + 2];
    private readonly SortedDictionary<string, int> _broken = new(StringComparer.Ordinal);

    internal void Add(Judgement? judgement)
    {
        if (judgement is null)
        {
            Discarded++;
            return;
        }

        Executions += judgement.Executions;
        if (judgement.Exhausted)
        {
            Exhausted++;
        }
        else
        {
            _bounded[judgement.Preemptions + 1]++;
        }

        foreach (string rule in judgement.Findings.Select(finding => finding.Violation.Check))
        {
            _broken[rule] = _broken.GetValueOrDefault(rule) + 1;
        }
    }
}

/// <summary>What came of fuzzing. Holds no time: equal options without a time limit give equal reports.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Designs">The tally of each design, in order.</param>
/// <param name="Findings">The first for each rule on each design, in the order in which they were found.</param>
/// <param name="Complete">Whether as many programs were judged as were asked for.</param>
public sealed record FuzzReport(
    FuzzOptions Options, IReadOnlyList<DesignTally> Designs, IReadOnlyList<FuzzFinding> Findings, bool Complete)
{
    /// <summary>Pass only if something was judged, all of it under every schedule, as much as was asked for, and no rule
    /// was broken.</summary>
    public Verdict Verdict => Findings.Count > 0 ? Verdict.Violation
        : Complete && Designs.All(tally => (tally.Exhausted > 0 || !Options.Shard.IsWhole) && tally.Exhausted == tally.Judged) ? Verdict.Pass
        : Verdict.Inconclusive;

    /// <summary>What of the report is about one design.</summary>
    /// <param name="tally">The tally of the design.</param>
    /// <returns>A report without the other designs.</returns>
    public FuzzReport With(DesignTally tally) =>
        this with { Designs = [tally], Findings = [.. Findings.Where(finding => finding.Design.Name == tally.Design.Name)] };
}
