using LuoVerified.Check;
using LuoVerified.Impl;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Fuzz;

/// <summary>Programs that break a rule.</summary>
/// <param name="Programs">How many.</param>
/// <param name="SetUp">The set-up of the first of them, in the order of the enumeration, from 0.</param>
/// <param name="Number">Its number among those with that set-up, from 0.</param>
public sealed record BreakingPrograms(long Programs, int SetUp, long Number);

/// <summary>What came of some programs.</summary>
/// <param name="Programs">How many were judged.</param>
/// <param name="Exhausted">Those of them of which every schedule was covered and decided.</param>
/// <param name="Discarded">Those whose set-up cannot be performed on the design.</param>
/// <param name="Executions">All executions, redundant ones included.</param>
/// <param name="Broken">The programs that break each rule, sorted by the rule.</param>
public sealed record ProgramTally(
    long Programs, long Exhausted, long Discarded, long Executions, IReadOnlyDictionary<string, BreakingPrograms> Broken)
{
    /// <summary>Of no program.</summary>
    public static ProgramTally None { get; } = new(0, 0, 0, 0, new Dictionary<string, BreakingPrograms>());

    /// <summary>These and the ones that come after them.</summary>
    /// <param name="next">What came of those.</param>
    /// <returns>What came of all.</returns>
    public ProgramTally With(ProgramTally next)
    {
        var broken = new SortedDictionary<string, BreakingPrograms>(Broken.ToDictionary(), StringComparer.Ordinal);
        foreach ((string rule, BreakingPrograms more) in next.Broken)
        {
            broken[rule] = broken.TryGetValue(rule, out BreakingPrograms? known) ? known with { Programs = known.Programs + more.Programs } : more;
        }

        return new ProgramTally(
            Programs + next.Programs, Exhausted + next.Exhausted, Discarded + next.Discarded, Executions + next.Executions, broken);
    }

    /// <summary>Of one program.</summary>
    /// <param name="setUp">Its set-up, from 0.</param>
    /// <param name="number">Its number among those with that set-up, from 0.</param>
    /// <param name="judgement">What came of it; null if its set-up cannot be performed.</param>
    internal static ProgramTally Of(int setUp, long number, Judgement? judgement) => judgement is null
        ? None with { Programs = 1, Discarded = 1 }
        : new ProgramTally(
            1,
            judgement.Exhausted ? 1 : 0,
            0,
            judgement.Executions,
            judgement.Findings.Select(finding => finding.Violation.Check).Distinct()
                .ToDictionary(rule => rule, _ => new BreakingPrograms(1, setUp, number)));
}

/// <summary>The first program that breaks a rule, simplified.</summary>
/// <param name="Programs">How many programs break the rule.</param>
/// <param name="First">The first of them.</param>
/// <param name="Simplified">What became of it.</param>
public sealed record ProgramFinding(long Programs, Scenario First, FuzzFinding Simplified);

/// <summary>What came of every program of a size on a design. Holds no time: without a time limit equal options give equal
/// reports.</summary>
/// <param name="Space">The programs.</param>
/// <param name="Design">The design.</param>
/// <param name="Shard">Which of the programs it is about.</param>
/// <param name="Tally">What came of those that were judged.</param>
/// <param name="Findings">For each rule that was broken, sorted by its name: the first program that breaks it.</param>
public sealed record ProgramsReport(
    ProgramSpace Space, Design Design, Shard Shard, ProgramTally Tally, IReadOnlyList<ProgramFinding> Findings)
{
    /// <summary>How many programs it is about.</summary>
    public long Programs => Space.CountOf(Shard);

    /// <summary>Pass only if every program was judged under every schedule and no rule was broken.</summary>
    public Verdict Verdict => VerdictOf(Tally.Broken.Count, Tally.Exhausted, Programs);

    /// <summary>The verdict about some programs.</summary>
    /// <param name="broken">How many rules they break.</param>
    /// <param name="exhausted">Of how many of them every schedule was covered and decided.</param>
    /// <param name="programs">How many there are.</param>
    /// <returns>Pass only if that is all of them and no rule was broken.</returns>
    public static Verdict VerdictOf(int broken, long exhausted, long programs) => broken > 0 ? Verdict.Violation
        : exhausted == programs ? Verdict.Pass
        : Verdict.Inconclusive;
}
