using System.Globalization;
using System.Text.Json;

namespace LuoVerified.Cli.Validating;

/// <summary>A line of a file of JSON lines: a flat object of texts and whole numbers.</summary>
internal sealed class HistoryLine : IRecordedPlace
{
    private readonly Dictionary<string, (object Value, long Column)> _members = [];
    private readonly string _source;
    private readonly int _number;
    private readonly HashSet<string> _asked = [];

    /// <summary>Reads a line.</summary>
    /// <param name="text">The line.</param>
    /// <param name="source">What to call the file in messages.</param>
    /// <param name="number">The number of the line, from 1.</param>
    /// <exception cref="FormatException">It is no such object; the message gives source, line, column in bytes, and
    /// reason.</exception>
    public HistoryLine(ReadOnlySpan<byte> text, string source, int number)
    {
        (_source, _number) = (source, number);
        var reader = new Utf8JsonReader(text);
        try
        {
            reader.Read();
            Require(reader.TokenType == JsonTokenType.StartObject, reader.TokenStartIndex, "this is no object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                long at = reader.TokenStartIndex;
                reader.Read();
                Require(_members.TryAdd(name, (Value(ref reader), reader.TokenStartIndex)), at, $"a second '{name}'");
            }

            reader.Read();
        }
        catch (JsonException malformed)
        {
            throw Error(malformed.BytePositionInLine ?? 0, "this is no JSON");
        }
        catch (InvalidOperationException)
        {
            throw Error(reader.TokenStartIndex, "this text is not UTF-8");
        }
    }

    /// <summary>A member that is a text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="otherwise">What is meant if it is not there; null if it must be.</param>
    /// <returns>The text.</returns>
    public string Text(string name, string? otherwise = null) => Member<string>(name, "a text") ?? otherwise
        ?? throw Error(0, $"'{name}' is missing");

    /// <summary>A member that is a whole number, 0 and up.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The number; null if it is not there.</returns>
    public long? Number(string name) => Member<object>(name, "") is null ? null
        : Member<object>(name, "") is long value && value >= 0 ? value
        : throw ErrorAt(name, $"'{name}' wants a whole number, 0 and up");

    /// <summary>Refuses members that nobody has asked for.</summary>
    public void RequireNoMore()
    {
        if (_members.Keys.FirstOrDefault(name => !_asked.Contains(name)) is { } unknown)
        {
            throw ErrorAt(unknown, $"'{unknown}' has no place here");
        }
    }

    /// <inheritdoc/>
    public FormatException ErrorAt(string what, string reason) =>
        Error(_members.TryGetValue(what, out (object, long Column) member) ? member.Column : 0, reason);

    private T? Member<T>(string name, string kind)
        where T : class
    {
        _asked.Add(name);
        return !_members.TryGetValue(name, out (object Value, long) member) ? null
            : member.Value as T ?? throw ErrorAt(name, $"'{name}' wants {kind}");
    }

    private object Value(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString()!;
            case JsonTokenType.Number when reader.TryGetInt64(out long number):
                return number;
            default:
                throw Error(reader.TokenStartIndex, "want a text or a whole number");
        }
    }

    private void Require(bool holds, long at, string reason)
    {
        if (!holds)
        {
            throw Error(at, reason);
        }
    }

    private FormatException Error(long at, string reason) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{_source}:{_number}:{at + 1}: {reason}"));
}
