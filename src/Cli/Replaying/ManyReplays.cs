using System.Globalization;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Files;

namespace LuoVerified.Cli.Replaying;

/// <summary>Replays one trace file after the other: a line each, and one for all.</summary>
/// <param name="output">Takes the lines.</param>
/// <param name="error">Takes a line for each file that cannot be replayed; it costs no other its replay.</param>
internal sealed class ManyReplays(TextWriter output, TextWriter error)
{
    private readonly List<OutputFile> _updates = [];
    private readonly Dictionary<string, int> _counts = [];
    private int _exitCode = ExitCode.Ok;

    /// <summary>How many traces there were of each outcome, in a line; empty before they are replayed.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>Replays.</summary>
    /// <param name="files">The files.</param>
    /// <param name="replay">Replays one.</param>
    /// <param name="update">Whether those that reproduce with other steps than recorded are rewritten: all, or if one cannot be
    /// written none.</param>
    /// <returns>The worst of the exit codes of all.</returns>
    /// <exception cref="FileProblemException">A file cannot be rewritten.</exception>
    public int Run(IReadOnlyList<string> files, Func<string, Replayed> replay, bool update)
    {
        foreach (string file in files)
        {
            int before = _counts.Values.Sum();
            int exitCode = Program.Guard(error, () => Report(file, replay(file)));
            _exitCode = ExitCode.Worst(_exitCode, exitCode);
            if (_counts.Values.Sum() == before)
            {
                Count("not replayed");
            }
        }

        string rewritten = "";
        if (update)
        {
            OutputFiles.Write(_updates);
            rewritten = string.Create(CultureInfo.InvariantCulture, $"; {_updates.Count} rewritten");
            _updates.ForEach(file => output.Write($"rewritten: {Printable.Of(file.Path)}\n"));
        }

        string counts = string.Join(", ", _counts.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Value} {each.Key}")));
        Summary = $"{ReportTable.Count(files.Count, "trace")}{(files.Count > 0 ? ": " : "")}{counts}{rewritten}";
        output.Write($"{Summary}\n");
        return _exitCode;
    }

    private int Report(string file, Replayed replayed)
    {
        Count(replayed.Word);
        string warning = replayed.ExitCode == ExitCode.Inconclusive ? "warning: " : "";
        output.Write($"{Printable.Of($"{file}: {warning}{replayed.Line}")}\n");
        if (replayed.Update is { } trace)
        {
            _updates.Add(TraceFile.Of(file, trace));
        }

        return replayed.ExitCode;
    }

    private void Count(string word) => _counts[word] = _counts.GetValueOrDefault(word) + 1;
}
