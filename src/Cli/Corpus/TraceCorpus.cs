using System.Globalization;
using LuoVerified.Check;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Assemblies;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Replaying;
using LuoVerified.Cli.Shrinking;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Corpus;

/// <summary>A folder of minimal traces: what was found once. They are replayed loosely before the long work begins.</summary>
internal sealed class TraceCorpus
{
    private readonly string _folder;
    private readonly bool _updates;
    private readonly List<Entry> _entries = [];

    private TraceCorpus(string folder, bool updates) => (_folder, _updates) = (folder, updates);

    /// <summary>Opens a folder.</summary>
    /// <param name="folder">The folder; it may be empty.</param>
    /// <param name="updates">Whether it is brought up to date; then it need not be there.</param>
    /// <returns>The corpus.</returns>
    /// <exception cref="FileProblemException">It cannot be read, or is to be brought up to date and cannot be written.</exception>
    public static TraceCorpus Open(string folder, bool updates)
    {
        if (updates)
        {
            OutputFolder.Make(folder);
        }

        return Directory.Exists(folder) ? new TraceCorpus(folder, updates) : throw new FileProblemException(folder, "there is no such folder");
    }

    /// <summary>Replays all traces; rewrites those that reproduce with other steps than recorded, if it is brought up to date.</summary>
    /// <param name="scenarios">The scenarios at hand, which say what is expected.</param>
    /// <param name="designs">The designs that there are.</param>
    /// <param name="maxConfigurations">The bound of each search for a linearization.</param>
    /// <param name="error">Takes a line for each trace, and one for all.</param>
    /// <returns>What came of them.</returns>
    /// <exception cref="FileProblemException">The folder cannot be read, or a file cannot be rewritten.</exception>
    public CorpusResult Replay(IReadOnlyList<Scenario> scenarios, KnownDesigns designs, long maxConfigurations, TextWriter error)
    {
        var replays = new ManyReplays(error, error);
        int exitCode = replays.Run(TraceFiles.In(_folder), file => Replay(TraceReplay.Read(file, designs)), _updates);
        return new CorpusResult(
            [.. _entries.Select(entry => new CorpusRow(entry.File, entry.Replayed.Word, entry.Replayed.Line))],
            $"corpus: {replays.Summary}",
            exitCode == ExitCode.Inconclusive ? ExitCode.Ok : exitCode);

        Replayed Replay(TraceReplay replay)
        {
            Replayed replayed = InCorpus(replay, replay.Loosely(maxConfigurations), scenarios);
            _entries.Add(new Entry(replay.File, replayed.Update ?? replay.Trace, replayed));
            return replayed;
        }
    }

    /// <summary>Adds what was found and is not in it; what it has in a form that does not reproduce any more is replaced. Does
    /// nothing unless the corpus is brought up to date.</summary>
    /// <param name="found">The traces that were written.</param>
    /// <param name="error">Takes a line for each file that is written.</param>
    /// <exception cref="FileProblemException">A file cannot be written; then none is.</exception>
    public void Add(IEnumerable<WrittenTrace> found, TextWriter error)
    {
        List<OutputFile> files = [];
        foreach (WrittenTrace written in _updates ? found : [])
        {
            Entry[] same = [.. _entries.Where(entry => IsSame(entry.Trace, written.Trace))];
            if (!same.Any(entry => entry.Reproduces))
            {
                string file = same is [var stale, ..] ? stale.File : Free(Path.Combine(_folder, Path.GetFileName(written.File)), files);
                files.Add(TraceFile.Of(file, written.Trace));
                _entries.Add(new Entry(file, written.Trace, Replayed.AsRecorded(written.Trace)));
            }
        }

        OutputFiles.Write(files);
        files.ForEach(file => error.Write($"corpus: written: {Printable.Of(file.Path)}\n"));
    }

    private static bool IsSame(Trace one, Trace other) =>
        (one.Scenario.Name, one.Design) == (other.Scenario.Name, other.Design) && one.Violation.IsLike(other.Violation);

    /// <summary>A file that is not there, with a number in its name if need be.</summary>
    private static string Free(string file, List<OutputFile> taken)
    {
        string free = file;
        for (int number = 2; File.Exists(free) || taken.Exists(other => other.Path == free); number++)
        {
            free = Path.ChangeExtension(file, string.Create(CultureInfo.InvariantCulture, $".{number}{Path.GetExtension(file)}"));
        }

        return free;
    }

    /// <summary>Of a corpus it is no failure that a violation is gone, nor that one is there that is expected.</summary>
    private static Replayed InCorpus(TraceReplay replay, Replayed replayed, IReadOnlyList<Scenario> scenarios)
    {
        Trace trace = replay.Trace;
        Scenario scenario = scenarios.FirstOrDefault(each => each.Name == trace.Scenario.Name) ?? trace.Scenario;
        return replayed.Word switch
        {
            Replayed.PassesNow => replayed with
            {
                Word = "fixed",
                Line = $"fixed{replayed.Line[Replayed.PassesNow.Length..]}",
                ExitCode = ExitCode.Ok,
            },
            Replayed.Reproduced when !IsExpected(replay.Design, scenario, trace.Violation) => replayed with
            {
                Line = $"{replayed.Line}; not expected of {scenario.Name} on {replay.Design.Name}",
                ExitCode = ExitCode.Violation,
            },
            _ => replayed,
        };
    }

    private static bool IsExpected(Design design, Scenario scenario, Violation violation) => violation.Check == Checks.DataRace
        ? design.ExpectedRaces(scenario).Any(race => violation.Message.StartsWith($"{race.Field}: ", StringComparison.Ordinal))
        : design.ExpectationOf(scenario).Allows(violation.Check);

    /// <summary>A trace of it.</summary>
    private sealed record Entry(string File, Trace Trace, Replayed Replayed)
    {
        public bool Reproduces => Replayed.Word == Replayed.Reproduced;
    }
}
