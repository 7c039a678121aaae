using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Formats;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.SelfChecks;

namespace LuoVerified.Fuzz;

/// <content>What the stages prove.</content>
public static partial class QuickProof
{
    /// <summary>What is wrong mostly shows in so few executions, and then may have very many.</summary>
    private const long FirstLook = 20;

    /// <summary>After so many programs with a bound reached no others are tried: each takes longer than a thousand that pass.</summary>
    private const int MostReached = 3;

    /// <summary>Some programs are one of so many: a prime, so that all operations are among them, whichever way programs are in order.</summary>
    private const int SomeOf = 17;

    /// <summary>Many times as many as the specification has.</summary>
    private const int MaxStates = 100_000;

    private static IEnumerable<QuickVerdict> Scenarios(Design design, Asked asked)
    {
        var options = new ExploreOptions { MaxExecutions = asked.MaxExecutions, TimeIsUp = asked.TimeIsUp };
        foreach (Scenario scenario in design.JudgedBy)
        {
            string where = $"{scenario.Name} on {design.Name}";
            asked.Told(where);
            using var explorer = new Explorer(scenario.On(design));
            ExploreReport report = explorer.Explore(options with { MaxExecutions = Math.Min(FirstLook, asked.MaxExecutions) });
            Proof proof = Of(scenario, design, report);
            if (!report.CoversAll && asked.MaxExecutions > FirstLook && Unexpected(proof) is null)
            {
                report = explorer.Explore(options);
                proof = Of(scenario, design, report);
            }

            if (asked.TimeIsUp())
            {
                yield return Reached(where);
                yield break;
            }

            yield return Unexpected(proof) is { } broken ? Broken(asked, broken, explorer.Subject, where)
                : report.AllFindings.FirstOrDefault(finding => !ShortestSchedule.Replays(explorer.Subject, finding)) is { } other
                    ? Broken(asked, other, explorer.Subject, where) with { Rule = Replay }
                : proof.AgainstExpectation == Verdict.Violation ? new QuickVerdict(
                    Verdict.Violation, Expectation, where, "a rule, a race or answers that must be found are not", [])
                : proof.AgainstExpectation == Verdict.Inconclusive || !report.CoversAll ? Reached(where)
                : Pass;
        }
    }

    /// <summary>The seeded bugs. A rule that is broken without the bug is found as what it is.</summary>
    private static IEnumerable<QuickVerdict> Rules(Asked asked)
    {
        foreach (RuleProof proof in RuleProof.All(asked.TimeIsUp))
        {
            asked.Told($"{proof.Bug}");
            yield return proof switch
            {
                { TimeWasUp: true } => Reached($"{proof.Bug}"),
                { WithoutBug: { } broken } => Broken(asked, broken, proof.Bug.Scenario.On(proof.Bug.Without), $"{proof.Bug.Scenario.Name} on {proof.Bug.Without.Name}"),
                { Problem: { } problem } => new(Verdict.Violation, InternalError, $"{proof.Bug}", problem, []),
                _ => Pass,
            };
        }
    }

    private static IEnumerable<QuickVerdict> Formats(IEnumerable<FormatProof> proofs) => proofs.Select(proof => proof switch
    {
        { Difference: { } difference } => new(Verdict.Violation, FormatProof.Rule.Name, proof.Format, $"{difference}", []),
        { IsComplete: true } => Pass,
        _ => Reached(proof.Format),
    });

    private static IEnumerable<QuickVerdict> Own(SelfCheck check, Asked asked)
    {
        asked.Told(check.Subject);
        check.Require(asked.TimeIsUp);
        yield return asked.TimeIsUp() ? Reached(check.Subject) : Pass;
    }

    private static Proof Of(Scenario scenario, Design design, ExploreReport report) => new(
        scenario,
        design,
        report,
        [],
        [.. report.Findings.Select(finding => new ShortestFinding(finding, 0, IsMinimal: false, Replays: true))],
        [.. report.AllFindings.Skip(report.Findings.Count).Select(finding => new OrderFinding(finding, Replays: true))]);

    private static Finding? Unexpected(Proof proof) => proof.Report.AllFindings.FirstOrDefault(finding => !IsExpected(proof, finding));

    private static bool IsExpected(Proof proof, Finding finding) => finding.Violation.Check == Checks.DataRace
        ? !proof.UnexpectedRaces.Any()
        : proof.Expectation.Allows(finding.Violation.Check);

    /// <param name="design">The design.</param>
    /// <param name="about">What the programs are about.</param>
    /// <param name="sizes">Their sizes.</param>
    /// <param name="asked">How far.</param>
    /// <param name="oneOf">The first of so many is judged, the others are not; 1, the default, for every program.</param>
    private static IEnumerable<QuickVerdict> Programs(
        Design design, IReadOnlyList<ProgramBounds> about, IEnumerable<ProgramSize> sizes, Asked asked, int oneOf = 1)
    {
        foreach ((ProgramSize size, ProgramBounds bounds) in sizes.SelectMany(size => about.Where(bounds => SmallPrograms.Have(size, bounds)).Select(bounds => (size, bounds))))
        {
            asked.Told($"programs of {size} on {design.Name}");
            using var judge = new Judge(design, asked.MaxExecutions, asked.TimeIsUp, judgesOrders: true);
            var space = new ProgramSpace(size, bounds with { MaxStates = MaxStates }, design);
            int reached = 0;
            foreach (Scenario program in Enumerable.Range(0, space.SetUps).SelectMany(space.Programs)
                .Where((_, at) => at % oneOf == 0).TakeWhile(_ => reached < MostReached))
            {
                string where = $"{program.Name} on {design.Name}";
                asked.Told(where);
                if (asked.TimeIsUp())
                {
                    yield return Reached(where);
                    yield break;
                }

                Judgement? first = judge.Try(program, most: FirstLook);
                QuickVerdict judged = (first is { Exhausted: false, Findings: [] } ? judge.Try(program) : first) switch
                {
                    { Findings: [var broken, ..] } => Broken(asked, broken, program.On(design), where),
                    { Exhausted: true } => Pass,
                    _ => Reached(where),
                };
                reached += judged.Verdict == Verdict.Inconclusive ? 1 : 0;
                yield return judged;
            }
        }
    }

    private static QuickVerdict Broken(Asked asked, Finding finding, Subject subject, string where)
    {
        try
        {
            if (asked.Replaying is { } replaying)
            {
                replaying();
                ShortestSchedule.Replays(subject, finding);
            }
        }
        catch (Exception fault) when (RunErrorException.IsOurs(fault))
        {
            // What is found stays what it is: whoever asked has seen what was run until then.
        }

        return new QuickVerdict(
            Verdict.Violation,
            finding.Violation.Check,
            where,
            finding.Violation.Message.ReplaceLineEndings(" "),
            [.. finding.Steps.Select(step => step.Place?.Place ?? "").Where(place => place.Length > 0).Distinct()]);
    }

    private static QuickVerdict Reached(string where) => new(Verdict.Inconclusive, Bound, where, "a bound was reached", []);

    /// <summary>How far is proved, and who is told of a replay, and of each program.</summary>
    private sealed record Asked(
        IReadOnlyList<ProgramSize> Sizes, long MaxExecutions, Action? Replaying, Func<bool> TimeIsUp, Action<string> Told);
}
