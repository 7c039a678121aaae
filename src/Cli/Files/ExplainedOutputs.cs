using System.Text;
using LuoVerified.Check.Explained;
using LuoVerified.Pages;

namespace LuoVerified.Cli.Files;

/// <summary>Where an explained trace goes.</summary>
/// <param name="Json">The file for JSON; null if none is wanted.</param>
/// <param name="Html">The file for the page; null if none is wanted.</param>
/// <param name="Sources">The folder of the sources.</param>
internal sealed record ExplainedOutputs(string? Json, string? Html, string Sources)
{
    /// <summary>Whether anything is wanted.</summary>
    public bool Any => Json is not null || Html is not null;

    /// <summary>Refuses to write over what is read.</summary>
    /// <param name="input">The trace file.</param>
    /// <exception cref="FileProblemException">An output is the input.</exception>
    public void RequireOthersThan(string input)
    {
        foreach (string output in ((string?[])[Json, Html]).OfType<string>())
        {
            OutputFiles.RequireOther(output, input, "the trace itself");
        }
    }

    /// <summary>Writes all that is wanted, or nothing.</summary>
    /// <param name="file">The trace file, as it was named.</param>
    /// <param name="trace">The trace; may be null if nothing is wanted.</param>
    /// <exception cref="FileProblemException">Something cannot be written.</exception>
    public void Write(string file, ExplainedTrace? trace)
    {
        if (trace is null)
        {
            return;
        }

        TraceDocument document = Document(file, trace, Sources);
        List<OutputFile> files = [];
        if (Json is not null)
        {
            files.Add(new OutputFile(Json, Encoding.UTF8.GetBytes(JsonText.Of(document))));
        }

        if (Html is not null)
        {
            files.Add(new OutputFile(Html, Encoding.UTF8.GetBytes(TracePage.Of(document))));
        }

        OutputFiles.Write(files);
    }

    /// <summary>A trace with its command and its sources.</summary>
    /// <param name="file">The trace file, as it was named.</param>
    /// <param name="trace">The trace.</param>
    /// <param name="sources">The folder of the sources.</param>
    /// <returns>The document.</returns>
    public static TraceDocument Document(string file, ExplainedTrace trace, string sources) => new(
        $"luo replay {ShellWord.Of(file)}",
        trace,
        SourceFiles.Excerpts(sources, trace.Steps.Concat(trace.Nearest?.Run?.Steps ?? []).Select(step => step.Place).OfType<ExplainedPlace>()));
}
