using LuoVerified.Check.Runs;
using LuoVerified.Cli.Merging;

namespace LuoVerified.Cli.Failing;

/// <summary>A scenario on a design that has no result: because of an error of ours, or because the scenario cannot be performed
/// on it.</summary>
/// <param name="Row">As JSON has it.</param>
/// <param name="Line">What is said about it on standard error: one line, without its end.</param>
internal sealed record FailedPair(FailedRow Row, string Line)
{
    /// <summary>What stands in the place of a verdict if there was an error of ours.</summary>
    public const string Word = "internal error";

    /// <summary>What stands in the place of a verdict if the scenario cannot be performed.</summary>
    public const string Unusable = "unusable";

    /// <summary>The number of the pair, from 1; 0 for a program that was not asked for by name.</summary>
    public int Number { get; private init; }

    /// <summary>What the program ends with because of it.</summary>
    public int ExitCode => Row.Verdict == Unusable ? Cli.ExitCode.Usage : Cli.ExitCode.Internal;

    /// <summary>An error of ours.</summary>
    /// <param name="number">See <see cref="Number"/>.</param>
    /// <param name="error">The error with its place.</param>
    /// <param name="trace">The file that leads to it; null if it cannot be written.</param>
    /// <param name="problem">Why it cannot be written; null if it was.</param>
    /// <returns>The pair.</returns>
    public static FailedPair Of(int number, RunErrorException error, string? trace, string? problem) => new(
        new FailedRow(
            error.Subject.Program.Name, error.Subject.Design, Word, error.Problem, error.Steps.Count, error.LastStep, trace),
        Printable.Of($"luo: {Word}: {error.Message}; {trace ?? $"no trace: {problem}"}"))
    {
        Number = number,
    };

    /// <summary>A scenario that cannot be performed.</summary>
    /// <param name="pair">The scenario and the design.</param>
    /// <param name="problem">Why.</param>
    /// <returns>The pair.</returns>
    public static FailedPair Of(PlacedPair pair, UnusableProgramException problem) => new(
        new FailedRow(pair.Scenario.Name, pair.Design.Name, Unusable, problem.Message, 0, "", Trace: null),
        Printable.Of($"luo: {Unusable} on {pair.Design.Name}: {problem.Message}"))
    {
        Number = pair.Number,
    };

    /// <summary>Such as <c>unusable in 2 more</c>.</summary>
    /// <param name="pairs">Some pairs.</param>
    /// <param name="exitCode">What the program ends with.</param>
    /// <returns>How many of them are the reason.</returns>
    public static string Reason(IEnumerable<FailedPair> pairs, int exitCode)
    {
        FailedPair[] reasons = [.. pairs.Where(pair => pair.ExitCode == exitCode)];
        return $"{reasons[0].Row.Verdict} in {reasons.Length} more";
    }
}
