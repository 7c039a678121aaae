using System.Globalization;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Files;
using LuoVerified.Fuzz;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Shrinking;

/// <summary>Puts minimal traces in the place of those that were found: <c>luo shrink</c>, for whoever writes traces.</summary>
/// <param name="maxConfigurations">The bound of the search for a linearization when a trace is replayed.</param>
/// <param name="keepsFirst">Whether what was found stays, in a file of its own.</param>
/// <param name="timeIsUp">Asked before each trace, and after each execution.</param>
internal sealed class MinimalTraces(long maxConfigurations, bool keepsFirst, Func<bool> timeIsUp)
{
    /// <summary>The most executions for the smaller programs of one trace, and again for its schedules.</summary>
    private const long MaxExecutions = 20_000;

    private const string FirstMark = ".first";

    /// <summary>Shrinks a trace and writes it anew. Until then its file holds what was found.</summary>
    /// <param name="found">What was found.</param>
    /// <returns>The smallest on the way; what was found, if that does not replay or the time is up.</returns>
    /// <exception cref="FileProblemException">A file cannot be written.</exception>
    /// <exception cref="Check.Runs.RunErrorException">An error of ours.</exception>
    public WrittenTrace Of(WrittenTrace found)
    {
        if (timeIsUp())
        {
            return found with { NotMinimal = "the time was up" };
        }

        ReplayResult replayed = Replayer.Replay(found.Trace, found.Design, maxConfigurations);
        if (replayed.Finding is not { } finding || !replayed.Reproduces(found.Trace))
        {
            return found with { NotMinimal = "it does not replay" };
        }

        ShrunkTrace shrunk = TraceShrinker.Shrink(found.Trace, found.Design, finding, MaxExecutions, timeIsUp);
        var smallest = new WrittenTrace(shrunk.Trace, found.Design, found.File)
        {
            First = keepsFirst ? FirstOf(found.File) : null,
            NotMinimal = shrunk.IsMinimal ? null
                : timeIsUp() ? "the time was up"
                : string.Create(CultureInfo.InvariantCulture, $"not all was tried within {MaxExecutions:N0} executions"),
        };
        OutputFiles.Write([
            TraceFile.Of(smallest.File, smallest.Trace),
            .. smallest.First is { } first ? [TraceFile.Of(first, found.Trace)] : (OutputFile[])[],
        ]);
        return smallest;
    }

    /// <summary>Where what was found first is kept.</summary>
    /// <param name="trace">The file of the minimal trace.</param>
    /// <returns>The path.</returns>
    public static string FirstOf(string trace) => Path.ChangeExtension(trace, FirstMark + Path.GetExtension(trace));

    /// <summary>Says which traces may not be minimal.</summary>
    /// <param name="traces">All of them.</param>
    /// <returns>A line for each reason; none if all are minimal.</returns>
    public static IEnumerable<string> Remarks(IReadOnlyCollection<WrittenTrace> traces) =>
        from trace in traces
        where trace.NotMinimal is not null
        group trace by trace.NotMinimal into same
        select $"{ReportTable.Number(same.Count())} of {ReportTable.Count(traces.Count, "trace")} may not be minimal: {same.Key}";
}
