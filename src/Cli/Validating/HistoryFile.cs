using System.Globalization;
using LuoVerified.Abi;
using LuoVerified.Cli.Files;

namespace LuoVerified.Cli.Validating;

/// <summary>A recorded history of one kernel as JSON lines: a head, then a line a call.</summary>
internal static class HistoryFile
{
    private const string Format = "luo-history 1";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isFirst">Whether it is the first kernel; only that one's head says what was handed over to it.</param>
    /// <returns>What it has.</returns>
    /// <exception cref="FileProblemException">It cannot be read or is no history; the message gives file, line and column.</exception>
    public static RecordedKernel Read(string path, bool isFirst) =>
        RecordedKernel.Read(path, bytes => Parse(bytes.Span, path, isFirst));

    private static RecordedKernel Parse(ReadOnlySpan<byte> rest, string path, bool isFirst)
    {
        RecordedKernel? head = null;
        List<RecordedCall> calls = [];
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
                head = Head(line, isFirst);
            }
            else
            {
                calls.Add(RecordedCall.Read(line));
            }
        }

        return head is null ? throw new FileProblemException(path, "is empty") : head with { Calls = calls };
    }

    private static RecordedKernel Head(HistoryLine line, bool isFirst)
    {
        if (line.Text("format") != Format)
        {
            throw line.ErrorAt("format", $"the format is not '{Format}'");
        }

        long? capacity = line.Number("capacity");
        if (capacity is < 1 or > int.MaxValue)
        {
            throw line.ErrorAt("capacity", string.Create(CultureInfo.InvariantCulture, $"'capacity' wants a number from 1 to {int.MaxValue}"));
        }

        string handedOver = line.Text("handedOver", "");
        IReadOnlyList<SessionName> names = RecordedKernel.Names(handedOver, reason => line.ErrorAt("handedOver", reason));
        line.RequireNoMore();
        return isFirst || (capacity is null && handedOver.Length == 0)
            ? new RecordedKernel([], (int?)capacity, names)
            : throw line.ErrorAt(capacity is null ? "handedOver" : "capacity", "belongs into the file of the first kernel");
    }
}
