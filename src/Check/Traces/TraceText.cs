using System.Globalization;
using System.Text;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Traces;

/// <summary>Traces as text files: a head, the interleaving (and for results that are not linearizable the calls) for the
/// reader, then program and steps for the replay.
/// docs/traces.md describes the form.</summary>
public static class TraceText
{
    private const string Name = "luo-trace ";
    private const string Magic = $"{Name}1";
    private const string InterleavingMark = "== interleaving";
    private const string CallsMark = "== calls";
    private const string ScenarioMark = "== scenario";
    private const string StepsMark = "== steps";

    /// <summary>Writes a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>The text; each line ends with a line feed.</returns>
    public static string Format(Trace trace)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Magic}\ndesign {trace.Design}\n");
        text.Append(CultureInfo.InvariantCulture, $"violation {trace.Violation.Check}\nmessage {trace.Violation.Message}\n");
        text.Append(CultureInfo.InvariantCulture, $"mode {trace.Mode}\nstrategy {trace.Strategy}\nseed {trace.Seed}\n");
        text.Append(CultureInfo.InvariantCulture, $"schedule {trace.Schedule}\n");
        text.Append(trace.Options.Length == 0 ? "" : $"options {trace.Options}\n");
        text.Append(trace.Racing.Count == 0 ? "" : $"racing {string.Join("; ", trace.Racing.Order(StringComparer.Ordinal))}\n");
        text.Append(CultureInfo.InvariantCulture, $"choices {Choices(trace.Steps)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{InterleavingMark}\n{Interleaving.Render(trace.Steps, trace.Violation)}\n");
        text.Append(trace.Violation.Calls.Length == 0 ? "" : $"{CallsMark}\n{trace.Violation.Calls}\n");
        text.Append(CultureInfo.InvariantCulture, $"{ScenarioMark}\n{trace.Program.Text}\n{StepsMark}\n");
        foreach (TraceStep step in trace.Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"{step}\n");
        }

        return text.ToString();
    }

    /// <summary>Reads a trace.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="source">What to call the text in messages, such as its file name.</param>
    /// <param name="program">Reads the program, given its text, at its line of the file, and the source.</param>
    /// <returns>The trace.</returns>
    /// <exception cref="FormatException">The text is no trace; the message gives source, line and reason.</exception>
    public static Trace Parse(string text, string source, Func<string, string, IProgram> program)
    {
        // As editors and version control may leave it: with a byte-order mark, with CR before LF.
        string[] lines = [.. text.TrimStart('\ufeff').Split('\n').Select(line => line.TrimEnd('\r'))];
        if (lines[0] != Magic)
        {
            throw Error(source, 0, lines[0].StartsWith(Name, StringComparison.Ordinal)
                ? $"the first line is '{lines[0]}', of another version than '{Magic}', which is read here"
                : $"the first line is not '{Magic}'");
        }

        int interleaving = Find(lines, InterleavingMark, source);
        int scenario = Find(lines, ScenarioMark, source);
        int steps = Find(lines, StepsMark, source);
        if (!(interleaving < scenario && scenario < steps))
        {
            throw Error(source, steps, "the parts are out of order");
        }

        Dictionary<string, string> head = Head(lines.AsSpan(1, interleaving - 1), source);
        string blankLines = new('\n', scenario + 1);
        List<TraceStep> choices = Steps(lines, steps + 1, source);
        if (Field("choices") != Choices(choices))
        {
            throw Error(source, LineOf("choices"), $"the steps make the choices {Choices(choices)}");
        }

        return new Trace(
            program(blankLines + string.Join('\n', lines[(scenario + 1)..steps]), source),
            Field("design"),
            new Violation(Field("violation"), Field("message")) { Calls = Calls(lines.AsSpan(interleaving, scenario - interleaving)) },
            Field("mode"),
            Field("strategy"),
            (uint)Number("seed", uint.MaxValue),
            Number("schedule", long.MaxValue),
            choices)
        {
            Options = head.GetValueOrDefault("options", ""),
            Racing = head.GetValueOrDefault("racing", "").Split("; ", StringSplitOptions.RemoveEmptyEntries).ToHashSet(),
        };

        string Field(string key) => head.GetValueOrDefault(key) ?? throw Error(source, 0, $"the line '{key} ...' is missing");

        int LineOf(string key) => Array.FindIndex(lines, line => line.Split(' ')[0] == key);

        long Number(string key, long most) =>
            long.TryParse(Field(key), NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= most
                ? value
                : throw Error(source, LineOf(key), $"'{Field(key)}' is no {key}");
    }

    /// <summary>Reads a trace of a known program.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="source">What to call the text in messages, such as its file name.</param>
    /// <param name="subject">The program and the design.</param>
    /// <returns>The trace.</returns>
    /// <exception cref="FormatException">The text is no trace, or one of another program or design; the message gives
    /// source, line and reason.</exception>
    public static Trace Parse(string text, string source, Subject subject)
    {
        Trace trace = Parse(text, source, (program, _) => Known(program, source, subject.Program));
        return trace.Design == subject.Design
            ? trace
            : throw Error(source, 1, $"the design is {trace.Design}, not {subject.Design}");
    }

    private static IProgram Known(string lines, string source, IProgram program)
    {
        string text = lines.TrimStart('\n');
        return text.TrimEnd('\n') == program.Text.TrimEnd('\n')
            ? program
            : throw Error(source, lines.Length - text.Length, $"this is another program than {program.Name} at hand");
    }

    /// <summary>The schedule in short: the thread of each step.</summary>
    private static string Choices(IEnumerable<TraceStep> steps) => string.Concat(steps.Select(step => ThreadName.Of(step.Thread)));

    private static int Find(string[] lines, string mark, string source)
    {
        int at = Array.IndexOf(lines, mark);
        return at >= 0 ? at : throw Error(source, lines.Length - 1, $"the line '{mark}' is missing");
    }

    private static Dictionary<string, string> Head(ReadOnlySpan<string> lines, string source)
    {
        Dictionary<string, string> head = [];
        for (int i = 0; i < lines.Length; i++)
        {
            string[] parts = lines[i].Split(' ', 2);
            if (lines[i].Length > 0 && !head.TryAdd(parts[0], parts.Length > 1 ? parts[1] : ""))
            {
                throw Error(source, i + 1, $"a second line '{parts[0]}'");
            }
        }

        return head;
    }

    /// <summary>What stands between the interleaving and the scenario.</summary>
    private static string Calls(ReadOnlySpan<string> lines)
    {
        int at = lines.IndexOf(CallsMark);
        return at < 0 ? "" : string.Join('\n', lines[(at + 1)..]).TrimEnd('\n') + "\n";
    }

    private static List<TraceStep> Steps(string[] lines, int from, string source)
    {
        List<TraceStep> steps = [];
        for (int i = from; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            int thread = "-ABCD".IndexOf(lines[i][0], StringComparison.Ordinal) - 1;
            if (thread < -1 || lines[i].Length < 3 || lines[i][1] != ' ')
            {
                throw Error(source, i, $"'{lines[i]}' is no step (a thread A to D or -, a space, what it did)");
            }

            steps.Add(new TraceStep(thread, lines[i][2..]));
        }

        return steps;
    }

    private static FormatException Error(string source, int line, string reason) => new($"{source}:{line + 1}: {reason}");
}
