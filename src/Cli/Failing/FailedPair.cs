using LuoVerified.Check.Runs;

namespace LuoVerified.Cli.Failing;

/// <summary>A scenario on a design that has no result, because of an error of ours.</summary>
/// <param name="Error">The error with its place.</param>
/// <param name="TraceFile">The file that leads to it; null if it cannot be written.</param>
/// <param name="Problem">Why it cannot be written; null if it was.</param>
internal sealed record FailedPair(RunErrorException Error, string? TraceFile, string? Problem)
{
    /// <summary>What stands in the place of a verdict.</summary>
    public const string Word = "internal error";

    /// <summary>What is said about it on standard error: one line.</summary>
    public string Line => $"luo: {Word}: {Error.Message}; {(TraceFile is null ? $"no trace: {Problem}" : TraceFile)}\n";

    /// <summary>As JSON has it.</summary>
    public object Json => new
    {
        Scenario = Error.Subject.Program.Name,
        Design = Error.Subject.Design,
        Verdict = Word,
        Message = Error.Problem,
        Steps = Error.Steps.Count,
        Error.LastStep,
        Trace = TraceFile,
    };
}
