using System.Text;
using System.Text.Json;
using LuoVerified.Cli.Files;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions.Programs;

namespace LuoVerified.Cli.Programs;

/// <summary>What is known of the programs of a size on a design, in a file that outlives the program however it ends: a line that
/// says what it is about, then a line for each set-up, written when all of its programs were judged.</summary>
internal sealed class ProgramsState : IDisposable
{
    private const string Format = "luo-programs-state 1";

    private readonly Dictionary<int, ProgramTally> _known = [];
    private readonly string _path;
    private readonly FileStream _file;

    private ProgramsState(string path)
    {
        _path = path;
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    }

    /// <summary>What is known, by the number of the set-up.</summary>
    public IReadOnlyDictionary<int, ProgramTally> Known => _known;

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="folder">Where it is, or shall be.</param>
    /// <param name="plan">What is to be proved.</param>
    /// <param name="size">The size.</param>
    /// <param name="design">The design.</param>
    /// <returns>The state; nobody else can open it until it is disposed of.</returns>
    /// <exception cref="FileProblemException">The file cannot be used, is damaged, or is about something else.</exception>
    public static ProgramsState Open(string folder, ProgramsPlan plan, ProgramSize size, Design design)
    {
        OutputFolder.Make(folder);
        string path = Path.Combine(folder, plan.Shard.IsWhole ? $"{size}.{design.Name}.state" : $"{size}.{design.Name}.{plan.Shard.Number}-of-{plan.Shard.Of}.state");
        ProgramsState? state = null;
        try
        {
            state = new ProgramsState(path);
            state.Read(JsonSerializer.Serialize(new Header(Format, plan.HashFor(size, design))));
            return state;
        }
        catch (Exception problem)
        {
            state?.Dispose();
            throw FileProblemException.IsCausedBy(problem) ? FileProblemException.From(path, problem) : problem;
        }
    }

    /// <summary>All programs with a set-up were judged.</summary>
    /// <param name="setUp">The number of the set-up.</param>
    /// <param name="tally">What came of them.</param>
    /// <exception cref="FileProblemException">The file cannot be written.</exception>
    public void Add(int setUp, ProgramTally tally)
    {
        try
        {
            Write(JsonSerializer.Serialize(new Line(setUp, tally)));
        }
        catch (Exception problem) when (FileProblemException.IsCausedBy(problem))
        {
            throw FileProblemException.From(_path, problem);
        }
    }

    public void Dispose() => _file.Dispose();

    private void Read(string header)
    {
        byte[] bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);

        // A line that was cut off never happened.
        int whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        string[] lines = Encoding.UTF8.GetString(bytes, 0, Math.Max(0, whole - 1)).Split('\n');
        if (whole == 0 && header.StartsWith(Encoding.UTF8.GetString(bytes), StringComparison.Ordinal))
        {
            _file.SetLength(0);
            Write(header);
            return;
        }

        if (lines[0] != header)
        {
            throw new FileProblemException(_path, "it belongs to other options, another version or another design; take another folder, or delete it");
        }

        for (int i = 1; i < lines.Length; i++)
        {
            Line line = Parse(lines[i]) ?? throw new FileProblemException(_path, $"line {i + 1} is damaged; delete the file to begin anew");
            _known[line.SetUp] = line.Tally;
        }

        _file.SetLength(whole);
        _file.Seek(0, SeekOrigin.End);
    }

    private static Line? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(text) is { SetUp: >= 0, Tally.Broken: not null } line ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Write(string line)
    {
        _file.Write(Encoding.UTF8.GetBytes($"{line}\n"));
        _file.Flush();
    }

    private sealed record Header(string Format, string Sha256);

    private sealed record Line(int SetUp, ProgramTally Tally);
}
