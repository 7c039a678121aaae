using LuoVerified.Check.Traces;
using LuoVerified.Check.Traces.Loose;
using LuoVerified.Cli.Checking;

namespace LuoVerified.Cli.Replaying;

/// <summary>What came of a replay.</summary>
/// <param name="Word">The outcome in a word or two.</param>
/// <param name="Line">The outcome in a line that begins with it.</param>
/// <param name="ExitCode">What the command ends with if this is all.</param>
internal sealed record Replayed(string Word, string Line, int ExitCode)
{
    /// <summary>The word for a trace whose rule breaks again.</summary>
    public const string Reproduced = "reproduced";

    /// <summary>The word for a trace on whose schedule no rule breaks any more.</summary>
    public const string PassesNow = "passes now";

    /// <summary>The trace of the code as it is now, if that is another and reproduces strictly; else null.</summary>
    public Trace? Update { get; init; }

    /// <summary>What came of a strict replay.</summary>
    /// <param name="trace">The recording.</param>
    /// <param name="result">What it showed.</param>
    /// <returns>The outcome.</returns>
    public static Replayed Of(Trace trace, ReplayResult result) =>
        result.Divergence is { } divergence ? new("DIVERGED", $"DIVERGED: {divergence}", Cli.ExitCode.Violation)
        : result.Undecided ? new(
            "inconclusive",
            "inconclusive: the recorded steps, but whether the results are linearizable is not decided "
                + "(--max-configurations was reached)",
            Cli.ExitCode.Inconclusive)
        : trace.IsInternalError ? new(
            "followed",
            $"followed: {trace.Steps.Count} steps, as recorded, without the internal error: "
                + "it was not in the run, but in what looked at it",
            Cli.ExitCode.Ok)
        : AsRecorded(trace);

    /// <summary>The rule of a trace breaks again, by the recorded steps.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>The outcome.</returns>
    public static Replayed AsRecorded(Trace trace) =>
        new(Reproduced, $"{Reproduced}: {trace.Violation.Check} after {ReportTable.Count(trace.Steps.Count, "step")}, as recorded", Cli.ExitCode.Ok);

    /// <summary>What came of a loose replay.</summary>
    /// <param name="trace">The recording.</param>
    /// <param name="result">What it showed.</param>
    /// <param name="isStrict">Whether a trace would be reproduced strictly.</param>
    /// <returns>The outcome.</returns>
    public static Replayed Of(Trace trace, LooseResult result, Func<Trace, bool> isStrict)
    {
        string rule = trace.Violation.Check;
        switch (result.Outcome)
        {
            case LooseOutcome.Reproduced:
                bool asRecorded = isStrict(trace);
                return new Replayed(
                    Reproduced,
                    $"{Reproduced}: {rule} after {ReportTable.Count(result.Now!.Steps.Count, "step")}, {(asRecorded ? "as recorded" : "others than recorded")}",
                    Cli.ExitCode.Ok)
                {
                    Update = !asRecorded && isStrict(result.Now) ? result.Now : null,
                };
            case LooseOutcome.PassesNow:
                string remarks = result.Message.Length == 0 ? "" : $"; {result.Message}";
                return new(PassesNow, $"{PassesNow}: no {rule} on this schedule{remarks}", Cli.ExitCode.Violation);
            case LooseOutcome.BreaksAnother:
                return new(
                    "breaks another rule", $"breaks another rule: recorded was {rule}, the code breaks {result.Message}", Cli.ExitCode.Violation);
            case LooseOutcome.CannotBeFollowed:
                return new("cannot be followed", $"cannot be followed, from {result.Message}", Cli.ExitCode.Inconclusive);
            default:
                return new(
                    "inconclusive",
                    "inconclusive: whether the results are linearizable is not decided (--max-configurations was reached)",
                    Cli.ExitCode.Inconclusive);
        }
    }
}
