using LuoVerified.Check;
using LuoVerified.Impl;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Fuzz;

/// <summary>Programs that break a rule.</summary>
/// <param name="Programs">How many.</param>
/// <param name="First">The first of them, in the order of the enumeration.</param>
public sealed record BreakingPrograms(long Programs, Scenario First);

/// <summary>What came of some programs.</summary>
public sealed class ProgramTally
{
    private readonly SortedDictionary<string, BreakingPrograms> _broken = new(StringComparer.Ordinal);

    /// <summary>How many were judged.</summary>
    public long Programs { get; private set; }

    /// <summary>Those of them of which every schedule was covered and decided.</summary>
    public long Exhausted { get; private set; }

    /// <summary>Those whose set-up cannot be performed on the design.</summary>
    public long Discarded { get; private set; }

    /// <summary>All executions, redundant ones included.</summary>
    public long Executions { get; private set; }

    /// <summary>The programs that break each rule.</summary>
    public IReadOnlyDictionary<string, BreakingPrograms> Broken => _broken;

    /// <summary>Adds a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="judgement">What came of it; null if its set-up cannot be performed.</param>
    internal void Add(Scenario program, Judgement? judgement)
    {
        Programs++;
        if (judgement is null)
        {
            Discarded++;
            return;
        }

        Exhausted += judgement.Exhausted ? 1 : 0;
        Executions += judgement.Executions;
        foreach (string rule in judgement.Findings.Select(finding => finding.Violation.Check).Distinct())
        {
            BreakingPrograms known = _broken.GetValueOrDefault(rule, new BreakingPrograms(0, program));
            _broken[rule] = known with { Programs = known.Programs + 1 };
        }
    }

    /// <summary>Adds what came of the programs after these.</summary>
    /// <param name="next">Theirs.</param>
    internal void Add(ProgramTally next)
    {
        foreach ((string rule, BreakingPrograms broken) in next.Broken)
        {
            BreakingPrograms known = _broken.GetValueOrDefault(rule, broken with { Programs = 0 });
            _broken[rule] = known with { Programs = known.Programs + broken.Programs };
        }

        Programs += next.Programs;
        Exhausted += next.Exhausted;
        Discarded += next.Discarded;
        Executions += next.Executions;
    }
}

/// <summary>What came of every program of a size on a design. Holds no time: without a time limit equal options give equal
/// reports.</summary>
/// <param name="Size">The size.</param>
/// <param name="Bounds">What the programs are about.</param>
/// <param name="Design">The design.</param>
/// <param name="SetUps">How many set-ups there are.</param>
/// <param name="Total">How many programs there are.</param>
/// <param name="Tally">What came of those that were judged.</param>
/// <param name="Findings">For each rule that was broken, sorted by its name: the first program that breaks it, simplified.</param>
/// <param name="Failed">Programs without a result, because of errors of ours.</param>
public sealed record ProgramsReport(
    ProgramSize Size, ProgramBounds Bounds, Design Design, int SetUps, long Total, ProgramTally Tally, IReadOnlyList<FuzzFinding> Findings,
    long Failed)
{
    /// <summary>Pass only if every program was judged under every schedule and no rule was broken.</summary>
    public Verdict Verdict => Tally.Broken.Count > 0 ? Verdict.Violation
        : Tally.Exhausted == Total && Total > 0 ? Verdict.Pass
        : Verdict.Inconclusive;
}
