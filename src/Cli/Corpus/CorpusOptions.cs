using System.CommandLine;
using System.CommandLine.Parsing;

namespace LuoVerified.Cli.Corpus;

/// <summary>The options of a corpus.</summary>
internal sealed class CorpusOptions
{
    /// <summary><c>--corpus</c>.</summary>
    public Option<string?> Folder { get; } = new("--corpus")
    {
        Description = "Replay the traces of this folder first, loosely: is what was found once still there?",
        HelpName = "DIR",
    };

    /// <summary><c>--update</c>.</summary>
    public Option<bool> Update { get; } = new("--update")
    {
        Description = "With --corpus: bring the folder up to date, and add what is found; it is made if it is not there.",
    };

    /// <summary>Refuses what does not go together.</summary>
    /// <param name="result">The parsed command.</param>
    public void Validate(CommandResult result)
    {
        if (result.GetValue(Update) && result.GetValue(Folder) is null)
        {
            result.AddError("--update wants --corpus.");
        }
    }

    /// <summary>Opens the corpus that was asked for.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <returns>It; null if none was.</returns>
    /// <exception cref="Files.FileProblemException">The folder cannot be read, or is to be brought up to date and cannot be
    /// written.</exception>
    public TraceCorpus? In(ParseResult parsed) =>
        parsed.GetValue(Folder) is { } folder ? TraceCorpus.Open(folder, parsed.GetValue(Update)) : null;
}
