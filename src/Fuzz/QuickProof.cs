using LuoVerified.Check;
using LuoVerified.Check.Designs;
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

namespace LuoVerified.Fuzz;

/// <summary>What <c>luo prove</c> proves, cheap things first, ended by the first thing that is wrong: the catalogue, and what they carry beside it, on
/// the designs of the patch and on mainline's with its fix, then on all others, held against what is expected, the real lock, the seeded bugs, the formats, and every
/// program of some sizes on the two that have no defect.</summary>
/// <remarks>It looks for no simplest schedule, and samples nothing. If an exploration does not come to its end there is no pass.</remarks>
public static class QuickProof
{
    /// <summary>An error of ours: what <c>luo prove</c> ends with 3 for.</summary>
    public const string InternalError = "internal-error";

    /// <summary>A scenario of the catalogue that cannot be set up: what <c>luo prove</c> ends with 2 for.</summary>
    public const string NoSetUp = "no-set-up";

    /// <summary>What the catalogue says must be found is not.</summary>
    public const string Expectation = "expectation";

    /// <summary>A bound was reached.</summary>
    public const string Bound = "bound";

    /// <summary>The schedule of a finding shows something else on the real locks.</summary>
    public const string Replay = "replay";

    private const long FirstLook = 20;

    /// <summary>Many times as many as the specification has.</summary>
    private const int MaxStates = 100_000;

    /// <summary>Mainline with its fix, 2 sessions a block so that small programs fill one.</summary>
    private static readonly Design Mainline = Design.All.Single(design => design.Name == "mainline-7.2-fixed-2");

    /// <summary>The designs that come last: what is wrong with what all have in common is found before.</summary>
    private static IEnumerable<Design> Others => Design.All.Except([Design.Hardened, Design.AsPosted, Mainline]);

    /// <summary>How many stages there are.</summary>
    public const int Stages = 12;

    /// <summary>The stage with the lock on which real threads wait.</summary>
    public const int LockStage = 1;

    /// <summary>The stage with the formats.</summary>
    public const int FormatStage = 5;

    /// <summary>Every program of a size must pass on these. Mainline's create shows a session to others before the file of it may be
    /// refused, and a close whose finish is refused strands its files: there nothing is refused to several threads, or with files.</summary>
    private static IEnumerable<ProgramBounds> MustPass(Design design, ProgramSize size)
    {
        return SmallPrograms.Bounds.Select(bounds => bounds with
        {
            MaxStates = MaxStates,
            Faults = design == Mainline && (size.Threads > 1 || bounds.Files > 0) ? 0 : bounds.Faults,
        });
    }

    private static readonly QuickVerdict Pass = new(Verdict.Pass, "", "", "", []);

    /// <summary>Proves, for a caller that knows this assembly by another copy of it.</summary>
    /// <param name="sizes">The sizes of the programs, in order.</param>
    /// <param name="maxExecutions">The most executions of one exploration, 1 and up.</param>
    /// <param name="stages">Which stages, from 0, in order.</param>
    /// <param name="timeIsUp">Asked after each execution.</param>
    /// <returns>The words of a <see cref="QuickVerdict"/>.</returns>
    public static string[] Run(string[] sizes, long maxExecutions, int[] stages, Func<bool> timeIsUp) => Prove(
        [.. sizes.Select(text => ProgramSize.TryParse(text, out ProgramSize size) ? size : throw new ArgumentException(text, nameof(sizes)))],
        maxExecutions,
        stages,
        timeIsUp).Words();

    /// <summary>Proves.</summary>
    /// <param name="sizes">The sizes of the programs, in order.</param>
    /// <param name="maxExecutions">The most executions of one exploration, 1 and up.</param>
    /// <param name="stages">Which stages, from 0, in order.</param>
    /// <param name="timeIsUp">Asked after each execution.</param>
    /// <returns>What is wrong, or that nothing is.</returns>
    public static QuickVerdict Prove(IReadOnlyList<ProgramSize> sizes, long maxExecutions, IReadOnlyList<int> stages, Func<bool> timeIsUp)
    {
        string where = "before the first scenario";
        try
        {
            QuickVerdict verdict = Pass;
            foreach (int stage in stages)
            {
                if (timeIsUp())
                {
                    return Reached(where);
                }

                foreach (QuickVerdict each in Stage(stage))
                {
                    if (each.Verdict == Verdict.Violation)
                    {
                        return each;
                    }

                    verdict = verdict.Verdict == Verdict.Pass ? each : verdict;
                }
            }

            return verdict;
        }
        catch (Exception end) when (end is UncontrolledDesignException or TooManyStatesException)
        {
            // A thread that came to no step, by the clock; or states without end.
            return Wrong(Verdict.Inconclusive, Bound, end);
        }
        catch (UnusableProgramException problem)
        {
            return Wrong(Verdict.Violation, NoSetUp, problem);
        }
        catch (Exception fault) when (RunErrorException.IsOurs(fault))
        {
            return Wrong(Verdict.Violation, InternalError, fault);
        }

        IEnumerable<QuickVerdict> Stage(int stage) => stage switch
        {
            0 => Scenarios(Design.Hardened, FirstLook, timeIsUp, Told).Where(each => each.Verdict == Verdict.Violation),
            LockStage => Locks(timeIsUp, Told),
            2 => Rules(timeIsUp, Told),
            3 => Programs(Design.Hardened, sizes.Take(1), maxExecutions, timeIsUp, Told),
            4 => Scenarios(Design.Hardened, maxExecutions, timeIsUp, Told),
            FormatStage => Formats(timeIsUp),
            6 => Scenarios(Design.AsPosted, maxExecutions, timeIsUp, Told),
            7 => Scenarios(Mainline, maxExecutions, timeIsUp, Told),
            8 => Programs(Mainline, sizes.Take(1), maxExecutions, timeIsUp, Told),
            9 => Others.SelectMany(design => Scenarios(design, maxExecutions, timeIsUp, Told)),
            10 => Programs(Design.Hardened, sizes.Skip(1), maxExecutions, timeIsUp, Told),
            _ => Programs(Mainline, sizes.Skip(1), maxExecutions, timeIsUp, Told),
        };

        void Told(string program) => where = program;

        QuickVerdict Wrong(Verdict verdict, string rule, Exception fault) =>
            new(verdict, rule, where, fault.GetBaseException().Message.ReplaceLineEndings(" "), []);
    }

    private static IEnumerable<QuickVerdict> Scenarios(Design design, long maxExecutions, Func<bool> timeIsUp, Action<string> told)
    {
        var options = new ExploreOptions { MaxExecutions = maxExecutions, TimeIsUp = timeIsUp };
        foreach (Scenario scenario in design.JudgedBy)
        {
            string where = $"{scenario.Name} on {design.Name}";
            told(where);
            using var explorer = new Explorer(scenario.On(design));
            ExploreReport report = explorer.Explore(options);
            if (timeIsUp())
            {
                yield return Reached(where);
                yield break;
            }

            var proof = new Proof(
                scenario,
                design,
                report,
                [],
                [.. report.Findings.Select(finding => new ShortestFinding(finding, 0, IsMinimal: false, Replays: true))],
                [.. report.AllFindings.Skip(report.Findings.Count).Select(finding => new OrderFinding(finding, Replays: true))]);
            Finding? unexpected = report.AllFindings.FirstOrDefault(finding => !IsExpected(proof, finding));
            yield return unexpected is { } broken ? Broken(broken, where)
                : report.AllFindings.FirstOrDefault(finding => !ShortestSchedule.Replays(explorer.Subject, finding)) is { } other
                    ? Broken(other, where) with { Rule = Replay }
                : proof.AgainstExpectation == Verdict.Violation ? new QuickVerdict(
                    Verdict.Violation, Expectation, where, "a rule or a race that must be found is not", [])
                : proof.AgainstExpectation == Verdict.Inconclusive || !report.CoversAll ? Reached(where)
                : Pass;
        }
    }

    /// <summary>The seeded bugs. A rule that is broken without the bug is found as what it is.</summary>
    private static IEnumerable<QuickVerdict> Rules(Func<bool> timeIsUp, Action<string> told)
    {
        foreach (RuleProof proof in RuleProof.All(timeIsUp))
        {
            told($"{proof.Bug}");
            yield return proof switch
            {
                { TimeWasUp: true } => Reached($"{proof.Bug}"),
                { WithoutBug: { } broken } => Broken(broken, $"{proof.Bug.Scenario.Name} on {Design.Hardened.Name}"),
                { Problem: { } problem } => new(Verdict.Violation, InternalError, $"{proof.Bug}", problem, []),
                _ => Pass,
            };
        }
    }

    private static IEnumerable<QuickVerdict> Formats(Func<bool> timeIsUp) => FormatProof.All(timeIsUp).Select(proof => proof switch
    {
        { Difference: { } difference } => new(Verdict.Violation, FormatProof.Rule.Name, proof.Format, $"{difference}", []),
        { IsComplete: true } => Pass,
        _ => Reached(proof.Format),
    });

    private static IEnumerable<QuickVerdict> Locks(Func<bool> timeIsUp, Action<string> told)
    {
        told(LockProof.Subject);
        LockProof.Require(timeIsUp);
        yield return timeIsUp() ? Reached(LockProof.Subject) : Pass;
    }

    private static bool IsExpected(Proof proof, Finding finding) => finding.Violation.Check == Checks.DataRace
        ? !proof.UnexpectedRaces.Any()
        : proof.Expectation.Allows(finding.Violation.Check);

    private static IEnumerable<QuickVerdict> Programs(
        Design design, IEnumerable<ProgramSize> sizes, long maxExecutions, Func<bool> timeIsUp, Action<string> told)
    {
        foreach ((ProgramSize size, ProgramBounds bounds) in sizes.SelectMany(size => MustPass(design, size).Select(bounds => (size, bounds))))
        {
            told($"programs of {size} on {design.Name}");
            using var judge = new Judge(design, maxExecutions, timeIsUp, judgesOrders: true);
            var space = new ProgramSpace(size, bounds, design);
            foreach (Scenario program in Enumerable.Range(0, space.SetUps).SelectMany(space.Programs))
            {
                string where = $"{program.Name} on {design.Name}";
                told(where);
                if (timeIsUp())
                {
                    yield return Reached(where);
                    yield break;
                }

                yield return judge.Try(program) switch
                {
                    { Findings: [var broken, ..] } => Broken(broken, where),
                    { Exhausted: true } => Pass,
                    _ => Reached(where),
                };
            }
        }
    }

    private static QuickVerdict Broken(Finding finding, string where) => new(
        Verdict.Violation,
        finding.Violation.Check,
        where,
        finding.Violation.Message.ReplaceLineEndings(" "),
        [.. finding.Steps.Select(step => step.Place?.Place ?? "").Where(place => place.Length > 0).Distinct()]);

    private static QuickVerdict Reached(string where) => new(Verdict.Inconclusive, Bound, where, "a bound was reached", []);
}
