using System.Text.Json.Serialization;
using LuoVerified.Check.Explained;

namespace LuoVerified.Pages;

/// <summary>A trace as JSON has it: <c>docs/trace.schema.json</c> describes the form.</summary>
/// <param name="Command">The command that replays it.</param>
/// <param name="Trace">The trace, explained.</param>
/// <param name="Sources">The lines of source around its steps, as far as the files are at hand.</param>
/// <param name="Omitted">The steps that are left out to keep the document small; null if none are.</param>
/// <param name="OmittedOfNearest">The same of the nearest schedule that passes.</param>
public sealed record TraceDocument(
    string Command,
    ExplainedTrace Trace,
    IReadOnlyList<SourceExcerpt> Sources,
    OmittedSteps? Omitted = null,
    OmittedSteps? OmittedOfNearest = null)
{
    /// <summary>The name and version of the form.</summary>
    public const string FormatName = "luo-explained-trace 3";

    /// <summary><see cref="FormatName"/>.</summary>
    [JsonPropertyOrder(-1)]
    public string Format { get; } = FormatName;

    /// <summary>The same with fewer steps: of the trace those in the middle are left out, and the states in between; of the nearest
    /// schedule that passes those at the end.</summary>
    /// <param name="most">The most steps to keep, 10 and up. Of the trace a tenth of them is from the start, the rest from the end. The
    /// schedule that passes has what the trace leaves, and a tenth at least.</param>
    /// <returns>The document; itself if it has no more.</returns>
    public TraceDocument Cut(int most) => CutTrace(most).CutNearest(Math.Max(most / 10, most - Trace.Steps.Count));

    private TraceDocument CutNearest(int most)
    {
        if (Trace.Nearest?.Run is not { } run || run.Steps.Count <= most)
        {
            return this;
        }

        ExplainedStep[] kept = [.. run.Steps.Take(most)];
        int last = kept[^1].Number;
        return this with
        {
            OmittedOfNearest = new OmittedSteps(last + 1, run.Steps[^1].Number),
            Trace = Trace with
            {
                Nearest = Trace.Nearest with
                {
                    Run = run with { Steps = kept, States = [.. run.States.Where(state => state.After <= last)] },
                },
            },
        };
    }

    private TraceDocument CutTrace(int most)
    {
        int count = Trace.Steps.Count;
        if (count <= most)
        {
            return this;
        }

        int first = most / 10;
        int from = first + 1;
        int to = count - (most - first);
        ExplainedState? last = Trace.States.LastOrDefault(state => state.After >= from && state.After <= to);
        return this with
        {
            Omitted = new OmittedSteps(from, to),
            Trace = Trace with
            {
                Steps = [.. Trace.Steps.Where(step => step.Number < from || step.Number > to)],
                States = [.. Trace.States.Where(state => state.After < from || state.After > to || state == last)],
            },
        };
    }
}

/// <summary>Steps that are left out.</summary>
/// <param name="From">The number of the first.</param>
/// <param name="To">The number of the last.</param>
public sealed record OmittedSteps(int From, int To);

/// <summary>Some lines of a source file.</summary>
/// <param name="File">The file, as steps name it.</param>
/// <param name="First">The number of the first line, from 1.</param>
/// <param name="Lines">The lines, without their ends.</param>
/// <param name="AsBuilt">Whether the file is known to be the one that the code was built from.</param>
public sealed record SourceExcerpt(string File, int First, IReadOnlyList<string> Lines, bool AsBuilt);
