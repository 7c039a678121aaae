using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LuoVerified.Abi;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Cli.Validating;

/// <summary>An event of a fprobe, as the file <c>trace</c> of the kernel and <c>trace-cmd report</c> print it.</summary>
internal sealed partial class FtraceLine : IRecordedPlace
{
    /// <summary>Digits behind the point of a time: nanoseconds.</summary>
    private const int Digits = 9;

    private readonly string _source;
    private readonly int _number;
    private readonly string _fields;

    private FtraceLine(string source, int number, Match match)
    {
        (_source, _number) = (source, number);
        Thread = match.Groups["pid"].Value;
        Event = match.Groups["event"].Value;
        _fields = match.Groups["fields"].Value;
        string time = match.Groups["seconds"].Value + match.Groups["fraction"].Value.PadRight(Digits, '0');
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out long nanoseconds))
        {
            throw ErrorAt("", "the time is too large");
        }

        Time = nanoseconds;
    }

    /// <summary>The number of the thread.</summary>
    public string Thread { get; }

    /// <summary>When, in nanoseconds.</summary>
    public long Time { get; }

    /// <summary>The name of the event.</summary>
    public string Event { get; }

    /// <summary>The argument <c>name</c>, which must be the last: what follows its quote is the end of the line.</summary>
    public ByteString Name => NameField().Match(_fields) is { Success: true } match
        ? new ByteString(Encoding.Latin1.GetBytes(match.Groups["name"].Value))
        : throw ErrorAt("", "want name=\"...\" at the end of the line");

    /// <summary>The address of the file, as a number.</summary>
    public long File => Number("file") ?? throw ErrorAt("", "want file=0x...");

    /// <summary>The number of a request.</summary>
    public long Command => Number("cmd") ?? throw ErrorAt("", "want cmd=0x...");

    /// <summary>The token of a request.</summary>
    public ulong Token => unchecked((ulong?)Number("token")) ?? throw ErrorAt("", "want token=0x...");

    /// <summary>The descriptor in a request, and what stands in its place in one that has none; as 32 bits without a sign.</summary>
    public uint Fd => unchecked((uint?)Number("fd")) ?? throw ErrorAt("", "want fd=...");

    /// <summary>The value <c>ret</c> as 32 bits with a sign; null if it is not there.</summary>
    public int? Returned => unchecked((int?)Number("ret"));

    /// <summary>Reads a line.</summary>
    /// <param name="text">The line, each byte a character.</param>
    /// <param name="source">What to call the file in messages.</param>
    /// <param name="number">The number of the line, from 1.</param>
    /// <returns>The event; null for a line that is none and need not be.</returns>
    /// <exception cref="FormatException">It is something else, or says that events are missing.</exception>
    public static FtraceLine? Read(string text, string source, int number)
    {
        if (Lost().IsMatch(text))
        {
            throw Error(source, number, "events were lost: record with a larger buffer");
        }

        return GraphTracer().IsMatch(text)
            ? throw Error(source, number, "function_graph shows the address of a name, not the name: record fprobes (docs/validate.md)")
            : EventLine().Match(text) is { Success: true } match ? new FtraceLine(source, number, match)
            : Remark().IsMatch(text) ? null
            : throw Error(source, number, "this is no event of a trace");
    }

    /// <inheritdoc/>
    public FormatException ErrorAt(string what, string reason) => Error(_source, _number, reason);

    /// <summary>What an operation has answered.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="function">The function that it is, which has returned.</param>
    /// <returns>The answer.</returns>
    public Outcome Answer(SessionOperation operation, string function)
    {
        Outcome success = operation.Success;
        bool isBoolean = success == Outcome.True;
        return Returned switch
        {
            null => operation == SessionOperation.Resume ? success : throw ErrorAt("", "want ret=..."),
            0 => isBoolean ? Outcome.False : Outcome.Ok,
            > 0 and var value => isBoolean ? success : throw ErrorAt("", $"{value} is no answer of {function}"),
            var value => Enum.IsDefined((Errno)(-value)) ? Outcome.Of((Errno)(-value)) : throw ErrorAt("", $"{value} is no answer that is known"),
        };
    }

    private long? Number(string name)
    {
        Match match = Regex.Match(_fields, $@" {name}=(?:0x(?<hex>[0-9a-fA-F]{{1,16}})|(?<value>-?[0-9]{{1,18}}))(?= |$)", RegexOptions.CultureInvariant);
        return !match.Success ? null
            : match.Groups["hex"] is { Success: true } hex
                ? unchecked((long)ulong.Parse(hex.Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))
                : long.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture);
    }

    private static FormatException Error(string source, int number, string reason) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{source}:{number}: {reason}"));

    /// <summary>Task and thread, its process if that is recorded, processor, flags if they are printed, time, event, arguments.</summary>
    [GeneratedRegex(@"^\s*.*?-(?<pid>\d+)\s+(?:\(\s*[\d-]+\)\s+)?\[\d+\]\s+(?:[^\s:]{4,5}\s+)?(?<seconds>\d+)\.(?<fraction>\d{6,9}):\s+(?<event>\w+):(?<fields>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex EventLine();

    [GeneratedRegex(@" name=""(?<name>.*)""$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex NameField();

    /// <summary>Of the kernel, and of trace-cmd.</summary>
    [GeneratedRegex(@"^\s*CPU:\s*\d+ \[(?:LOST \d+ EVENTS|\d+ EVENTS DROPPED|EVENTS DROPPED)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Lost();

    [GeneratedRegex(@"^# tracer: function_graph|: funcgraph_(?:entry|exit):.*\bluo_session_", RegexOptions.CultureInvariant)]
    private static partial Regex GraphTracer();

    [GeneratedRegex(@"^\s*(?:#.*|cpus=\d+|version = \d+|CPU \d+ is empty)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Remark();
}
