using System.Globalization;
using LuoVerified.Abi;
using LuoVerified.Cli.Files;
using LuoVerified.Sessions.Runs;
using LuoVerified.Spec;

namespace LuoVerified.Cli.Validating;

/// <summary>A recorded history of one kernel: docs/validate.md describes the file.</summary>
/// <param name="Calls">The calls, in order of invocation.</param>
/// <param name="Initial">The state that they start in.</param>
/// <param name="Threads">The names of the threads; in reports they are A, B, and so on.</param>
internal sealed record HistoryFile(
    IReadOnlyList<SessionCall> Calls, SpecState Initial, IReadOnlyList<string> Threads)
{
    private const string Format = "luo-history 1";

    /// <summary>The largest file, 64 MiB.</summary>
    private const int MaxBytes = 64 << 20;

    /// <summary>As many as have a letter.</summary>
    private const int MaxThreads = 26;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The history.</returns>
    /// <exception cref="FileProblemException">It cannot be read or is no history; the message gives file, line and column.</exception>
    public static HistoryFile Read(string path)
    {
        byte[] bytes = InputFile.Read(path, MaxBytes);
        if (bytes.Length > MaxBytes)
        {
            throw new FileProblemException(path, $"is larger than {MaxBytes} bytes");
        }

        try
        {
            return Parse(bytes, path);
        }
        catch (FormatException malformed)
        {
            throw new FileProblemException(malformed.Message);
        }
    }

    private static HistoryFile Parse(ReadOnlySpan<byte> bytes, string path)
    {
        ReadOnlySpan<byte> rest = bytes.StartsWith("\ufeff"u8) ? bytes[3..] : bytes;
        HistoryLine? head = null;
        SpecState? start = null;
        List<RecordedCall> calls = [];
        List<string> threads = [];
        for (int number = 1; !rest.IsEmpty; number++)
        {
            int length = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> text = length < 0 ? rest : rest[..length];
            rest = length < 0 ? [] : rest[(length + 1)..];
            if (text.TrimEnd((byte)'\r').IsEmpty)
            {
                continue;
            }

            var line = new HistoryLine(text, path, number);
            if (head is null)
            {
                head = line;
                start = Start(line);
                continue;
            }

            calls.Add(RecordedCall.Read(line, threads));
            if (threads.Count > MaxThreads)
            {
                throw line.ErrorAt("thread", $"more than {MaxThreads} threads");
            }
        }

        return head is null
            ? throw new FileProblemException(path, "is empty")
            : new HistoryFile(RecordedCall.InOrder(calls), start!, threads);
    }

    private static SpecState Start(HistoryLine line)
    {
        if (line.Text("format") != Format)
        {
            throw line.ErrorAt("format", $"the format is not '{Format}'");
        }

        long capacity = line.Number("capacity") ?? Limits.SessionCapacity;
        if (capacity is < 1 or > int.MaxValue)
        {
            throw line.ErrorAt("capacity", string.Create(CultureInfo.InvariantCulture, $"'capacity' wants a number from 1 to {int.MaxValue}"));
        }

        SessionName[] handedOver = [.. line.Text("handedOver", "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Name)];
        if (handedOver.Distinct().Count() < handedOver.Length)
        {
            throw line.ErrorAt("handedOver", "a name twice");
        }

        line.RequireNoMore();
        return SessionSpec.ColdBoot((int)capacity) with { HandedOver = [.. handedOver] };

        SessionName Name(string text) => ByteString.TryParsePercent(text, out ByteString bytes, out _)
            && SessionName.TryCreate(bytes, out SessionName made)
                ? made
                : throw line.ErrorAt("handedOver", $"'{text}' is no name of a session");
    }
}
