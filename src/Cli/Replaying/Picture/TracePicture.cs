using System.Text;
using LuoVerified.Check;
using LuoVerified.Check.Explained;

namespace LuoVerified.Cli.Replaying.Picture;

/// <summary>Draws an explained trace as text: time going down, a row a step, a column a thread, a narrow one a lock. docs/traces.md says
/// how it is read.</summary>
internal sealed class TracePicture
{
    /// <summary>The narrowest picture, in columns.</summary>
    public const int LeastWidth = 60;

    private const string Indent = "        ";
    private const int LeastPitch = 14;

    /// <summary>Two blanks, at which a line may end.</summary>
    private static readonly string Gap = $"{WrappedText.Tie} ";

    private readonly ExplainedTrace _trace;
    private readonly int _width;
    private readonly Folding _folding;
    private readonly IReadOnlyList<PictureRow> _rows;
    private readonly LockColumns _locks;
    private readonly List<string> _threads;
    private readonly ThreadColumns _columns;
    private readonly CodeColumn _code;
    private readonly int _numbers;
    private readonly int _room;
    private readonly PictureNotes _notes;
    private readonly StringBuilder _text = new();

    private TracePicture(ExplainedTrace trace, int width, bool all)
    {
        (_trace, _width) = (trace, width);
        _folding = new Folding(trace);
        _rows = _folding.Rows(all);
        _notes = new PictureNotes(trace);
        _locks = new LockColumns(trace, _rows, width / 3);
        _threads = Threads(trace);
        _numbers = _rows.Select(row => row.Number.Length).Append("step".Length).Max();
        _room = width - _numbers - 4 - _locks.Heading.Length;
        int[] cells = [.. _threads.Select(thread => _rows.Where(row => row.Thread == thread).Select(row => row.Text.Length).Append(Head(thread).Length).Max())];
        (_columns, _code) = Columns(new CodeColumn(trace, _rows, isKeyed: false));
        if (_columns.Pitch < LeastPitch)
        {
            (_columns, _code) = Columns(new CodeColumn(trace, _rows, isKeyed: true));
        }

        (ThreadColumns, CodeColumn) Columns(CodeColumn code) => (new ThreadColumns(cells, _room - Room(code)), code);
    }

    /// <summary>Draws.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="width">The most columns of a line, <see cref="LeastWidth"/> and up.</param>
    /// <param name="all">Whether each step has a row; else those that do not matter are folded.</param>
    /// <returns>The text; each line ends with a line feed.</returns>
    public static string Of(ExplainedTrace trace, int width, bool all) => new TracePicture(trace, width, all).Draw();

    private string Draw()
    {
        Entry("set-up", _notes.SetUp);
        Entry("threads", string.Join(Gap, _notes.Threads));
        Entry("needs", _notes.Needs);
        Entry("state", _notes.FirstState);
        if (_rows.Count > 0)
        {
            Entry("locks", LockLegend());
            _text.Append('\n');
            Line($"  {"step".PadLeft(_numbers)} ", _locks.Heading, _columns.Heading([.. _threads.Select(Head)]), _code.Names.Count > 0 ? "code" : "");
        }

        foreach (PictureRow row in _rows)
        {
            Row(row);
        }

        if (_rows.Count > 0)
        {
            _text.Append('\n');
            Entry("marks", _notes.Marks(_rows, _folding.Switches.Count > 0, _rows.Count < _trace.Steps.Count));
            Entry("code", !_code.IsKeyed ? "" : string.Join(Gap, _code.Names.Select(file => $"{file.Value}{WrappedText.Tie}{file.Key}")));
        }

        return _text.ToString();
    }

    private void Row(PictureRow row)
    {
        if (_notes.Above(row) is { } above)
        {
            Note(above);
        }

        bool isSwitch = _folding.Switches.Contains(row.From);
        string left = $"{(isSwitch ? '>' : ' ')}{(_notes.HasPart(row) ? '!' : ' ')}{row.Number.PadLeft(_numbers)} ";
        string lanes = _locks.Of(row);
        string place = _code.Of(row);
        foreach (string line in _columns.Lines(_threads.IndexOf(row.Thread), row.Text, thread => IsBusy(_threads[thread], row)))
        {
            Line(left, lanes, line, place);
            (left, lanes, place) = (new string(' ', left.Length), _locks.Of(null), "");
        }

        foreach (string note in _notes.Below(row))
        {
            Note(note);
        }
    }

    private void Note(string note) => _text.Append(Wrapped($"{Indent}{note}", $"{Indent}  ")).Append('\n');

    private void Line(string left, string lanes, string threads, string place) =>
        _text.Append($"{left} {lanes}{threads} {place.PadLeft(Room(_code) - 1)}".TrimEnd()).Append('\n');

    private void Entry(string name, string text)
    {
        if (text.Length > 0)
        {
            _text.Append(Wrapped($"{name.PadRight(Indent.Length, WrappedText.Tie)}{text}", Indent)).Append('\n');
        }
    }

    private string Wrapped(string text, string indent) => WrappedText.Of(text, indent, _width, breakWords: true);

    private int Room(CodeColumn code) => _rows.Select(row => code.Of(row).Length).Append(0).Max() + 1;

    private string LockLegend()
    {
        if (_locks.Names.Count == 0)
        {
            return "";
        }

        (bool shared, bool waits) = _locks.Has;
        string names = string.Join(Gap, _locks.Names.Select((name, i) => $"{LockColumns.Key(i)}{WrappedText.Tie}{name}"));
        string more = _locks.LeftOut > 0 ? $"{Gap}(and {_locks.LeftOut} more, for which a line is too short)" : "";
        return $"{names}{more}{Gap}(A: A holds it at this step{(shared ? ", rA: for reading only" : "")}{(waits ? ", A?: A needs it and waits" : "")})";
    }

    private string Head(string thread) => thread == "-" ? "boot"
        : _trace.Steps.Any(step => step.Thread == thread) ? thread
        : $"{thread} (no step)";

    private bool IsBusy(string thread, PictureRow row) => thread != row.Thread
        && _trace.Calls.Any(call => call.Thread == thread && call.First <= row.From && (row.To <= call.Last || call.Answer is null)
            && row.From <= LastOf(call));

    /// <summary>A call that does not return goes on to the end of the run.</summary>
    private int LastOf(ExplainedCall call) => call.Answer is null && call.Last == LastStepOf(call.Thread) ? _trace.Steps.Count : call.Last;

    private int LastStepOf(string thread) => _trace.Steps.Last(step => step.Thread == thread).Number;

    /// <summary>Every thread of the program, also one that takes no step, and what boots the next kernel if that takes any.</summary>
    private static List<string> Threads(ExplainedTrace trace)
    {
        int count = trace.Program.Operations.Max(phase => phase.Count);
        IEnumerable<string> threads = Enumerable.Range('A', count).Select(letter => $"{(char)letter}");
        return [.. trace.Steps.Any(step => step.Thread == "-") ? threads.Prepend("-") : threads];
    }
}
