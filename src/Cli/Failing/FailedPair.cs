using LuoVerified.Check.Runs;
using LuoVerified.Cli.Merging;

namespace LuoVerified.Cli.Failing;

/// <summary>A scenario on a design that has no result, because of an error of ours.</summary>
/// <param name="Error">The error with its place.</param>
/// <param name="TraceFile">The file that leads to it; null if it cannot be written.</param>
/// <param name="Problem">Why it cannot be written; null if it was.</param>
internal sealed record FailedPair(RunErrorException Error, string? TraceFile, string? Problem)
{
    /// <summary>What stands in the place of a verdict.</summary>
    public const string Word = "internal error";

    /// <summary>The number of the pair, from 1; 0 for a program that was not asked for by name.</summary>
    public int Number { get; init; }

    /// <summary>What is said about it on standard error: one line.</summary>
    public string Line => $"luo: {Word}: {Error.Message}; {(TraceFile is null ? $"no trace: {Problem}" : TraceFile)}\n";

    /// <summary>As JSON has it.</summary>
    public FailedRow Row => new(
        Error.Subject.Program.Name, Error.Subject.Design, Word, Error.Problem, Error.Steps.Count, Error.LastStep, TraceFile);
}
