using LuoVerified.Check;
using LuoVerified.Check.Designs;
using LuoVerified.Check.Runs;
using LuoVerified.Impl;
using LuoVerified.Sessions.Formats;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.SelfChecks;

namespace LuoVerified.Fuzz;

/// <summary>What <c>luo prove</c> proves, cheap things first, ended by the first thing that is wrong: the catalogue, and what they carry beside it, on
/// the designs of the patch and on mainline's with its fix, then on all others, held against what is expected, the real lock, the seeded bugs, the formats, and every
/// program of some sizes on the two that have no defect.</summary>
/// <remarks>It looks for no simplest schedule, and samples nothing. If an exploration does not come to its end there is no pass.</remarks>
public static partial class QuickProof
{
    /// <summary>An error of ours: what <c>luo prove</c> ends with 3 for.</summary>
    public const string InternalError = "internal-error";

    /// <summary>A scenario of the catalogue that cannot be set up: what <c>luo prove</c> ends with 2 for.</summary>
    public const string NoSetUp = "no-set-up";

    /// <summary>What the catalogue says must be found is not.</summary>
    public const string Expectation = "expectation";

    /// <summary>It goes on where it must end: a bound that nothing right comes near was reached.</summary>
    public const string NoEnd = "no-end";

    /// <summary>A bound was reached.</summary>
    public const string Bound = "bound";

    /// <summary>The schedule of a finding shows something else on the real locks.</summary>
    public const string Replay = "replay";

    /// <summary>The designs that come last: what is wrong with what all have in common is found before.</summary>
    private static IEnumerable<Design> Others => Design.All.Except([Design.Hardened, Design.AsPosted, SmallPrograms.MainlineFixed]);

    /// <summary>The stage with the formats.</summary>
    public const string FormatStage = "the formats";

    /// <summary>The stage with the boots that find what was damaged.</summary>
    public const string BootStage = "boots";

    /// <summary>The stage with the seeded bugs.</summary>
    public const string RuleStage = "the seeded bugs";

    /// <summary>What is proved, in order. What is checked of ourselves (<see cref="SelfCheck"/>) is called by its subject.</summary>
    private static readonly (string Name, Func<Asked, IEnumerable<QuickVerdict>> Prove)[] Parts =
    [
        ("a first look", asked => Scenarios(Design.Hardened, asked with { MaxExecutions = FirstLook }).Where(each => each.Verdict == Verdict.Violation)),
        (FormatStage, asked => Formats(FormatProof.OfFormats(asked.TimeIsUp))),
        .. SelfCheck.All.Select(check => (check.Subject, (Func<Asked, IEnumerable<QuickVerdict>>)(asked => Own(check, asked)))),
        (RuleStage, Rules),
        ("small programs on hardened", asked => Programs(Design.Hardened, SmallPrograms.Bounds, asked.Sizes.Take(1), asked)),
        ("hardened", asked => Scenarios(Design.Hardened, asked)),
        ("as-posted", asked => Scenarios(Design.AsPosted, asked)),
        ("mainline", asked => Scenarios(SmallPrograms.MainlineFixed, asked)),
        ("small programs on mainline", asked => Programs(SmallPrograms.MainlineFixed, SmallPrograms.Bounds, asked.Sizes.Take(1), asked)),
        (BootStage, asked => Formats(FormatProof.OfBoots(asked.TimeIsUp))),
        ("the other designs", asked => Others.SelectMany(design => Scenarios(design, asked))),
        .. LargerPrograms(SmallPrograms.MainlineFixed),
        .. LargerPrograms(Design.Hardened),
    ];

    /// <summary>What each stage proves, in order.</summary>
    public static IReadOnlyList<string> Stages { get; } = [.. Parts.Select(part => part.Name)];

    /// <summary>Programs of the other sizes: first some of all, since what breaks one mostly breaks many.</summary>
    private static IEnumerable<(string Name, Func<Asked, IEnumerable<QuickVerdict>> Prove)> LargerPrograms(Design design) =>
    [
        ($"some larger programs on {design.Name}", asked => Programs(design, SmallPrograms.Bounds, asked.Sizes.Skip(1), asked, oneOf: SomeOf)),
        .. SmallPrograms.Bounds.Where(bounds => SmallPrograms.Have(SmallPrograms.Sizes[^1], bounds)).Select(bounds => (
            $"larger programs {(bounds.Files == 0 ? "without files" : "with a file")} on {design.Name}",
            (Func<Asked, IEnumerable<QuickVerdict>>)(asked => Programs(design, [bounds], asked.Sizes.Skip(1), asked)))),
    ];

    private static readonly QuickVerdict Pass = new(Verdict.Pass, "", "", "", []);

    /// <summary>Proves, for a caller that knows this assembly by another copy of it.</summary>
    /// <param name="sizes">The sizes of the programs, in order.</param>
    /// <param name="maxExecutions">The most executions of one exploration, 1 and up.</param>
    /// <param name="stages">Which stages, from 0, in order.</param>
    /// <param name="replaying">Called right before the schedule that shows what is wrong is replayed once more, on the real locks, so that the caller sees
    /// which code that runs; null if it is not to be.</param>
    /// <param name="timeIsUp">Asked after each execution.</param>
    /// <returns>The words of a <see cref="QuickVerdict"/>.</returns>
    public static string[] Run(string[] sizes, long maxExecutions, int[] stages, Action? replaying, Func<bool> timeIsUp) => Prove(
        [.. sizes.Select(text => ProgramSize.TryParse(text, out ProgramSize size) ? size : throw new ArgumentException(text, nameof(sizes)))],
        maxExecutions,
        stages,
        replaying,
        timeIsUp).Words();

    /// <summary>Proves.</summary>
    /// <param name="sizes">The sizes of the programs, in order.</param>
    /// <param name="maxExecutions">The most executions of one exploration, 1 and up.</param>
    /// <param name="stages">Which stages, from 0, in order.</param>
    /// <param name="replaying">Called right before the schedule that shows what is wrong is replayed once more, on the real locks, so that the caller sees
    /// which code that runs; null if it is not to be.</param>
    /// <param name="timeIsUp">Asked after each execution.</param>
    /// <returns>What is wrong, or that nothing is.</returns>
    public static QuickVerdict Prove(IReadOnlyList<ProgramSize> sizes, long maxExecutions, IReadOnlyList<int> stages, Action? replaying, Func<bool> timeIsUp)
    {
        string where = "before the first scenario";
        var asked = new Asked(sizes, maxExecutions, replaying, timeIsUp, program => where = program);
        try
        {
            QuickVerdict verdict = Pass;
            foreach (int stage in stages)
            {
                if (timeIsUp())
                {
                    return Reached(where);
                }

                foreach (QuickVerdict each in Parts[stage].Prove(asked))
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
        catch (TooManyStatesException end)
        {
            return Wrong(Verdict.Violation, NoEnd, end);
        }
        catch (UncontrolledDesignException end)
        {
            // A thread that came to no step, by the clock.
            return Wrong(Verdict.Inconclusive, Bound, end);
        }
        catch (UnusableProgramException problem)
        {
            return Wrong(Verdict.Violation, NoSetUp, problem);
        }
        catch (Exception fault) when (IsOfTheWorld(fault))
        {
            return Wrong(Verdict.Inconclusive, Bound, fault);
        }
        catch (Exception fault) when (RunErrorException.IsOurs(fault))
        {
            return Wrong(Verdict.Violation, InternalError, fault);
        }

        QuickVerdict Wrong(Verdict verdict, string rule, Exception fault) =>
            new(verdict, rule, where, fault.GetBaseException().Message.ReplaceLineEndings(" "), []);
    }

    /// <summary>Whether an error says nothing about the code: an assembly cannot be loaded, as when it is built anew while this runs, or there
    /// is no memory left.</summary>
    /// <param name="fault">The error.</param>
    /// <returns>True if so.</returns>
    public static bool IsOfTheWorld(Exception fault) =>
        fault.GetBaseException() is FileNotFoundException or FileLoadException or DirectoryNotFoundException or BadImageFormatException or OutOfMemoryException;
}
