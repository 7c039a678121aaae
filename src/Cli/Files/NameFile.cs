using LuoVerified.Abi;

namespace LuoVerified.Cli.Files;

/// <summary>A file of session names: raw bytes, one name a line, or NUL-separated if the file holds a NUL.</summary>
internal static class NameFile
{
    /// <summary>The longest file that is read: 1 MiB. The names of a full block take at most 65,472 bytes.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Reads the names. A separator at the end of the file makes no further name; a file without bytes has none.</summary>
    /// <param name="path">The file.</param>
    /// <returns>0 to 1,023 different names, in the order of the file.</returns>
    /// <exception cref="FileProblemException">In this order: it cannot be read; it is longer than
    /// <see cref="MaxBytes"/>; the first entry that is the 1,024th, is no name, or is a name that came before.</exception>
    public static IReadOnlyList<SessionName> Read(string path)
    {
        byte[] bytes = InputFile.Read(path, MaxBytes);
        return bytes.Length <= MaxBytes
            ? Parse(path, bytes)
            : throw new FileProblemException(path, $"more than {MaxBytes} bytes, too long for a file of session names");
    }

    private static List<SessionName> Parse(string path, ReadOnlySpan<byte> bytes)
    {
        bool nulSeparated = bytes.Contains((byte)0);
        byte separator = nulSeparated ? (byte)0 : (byte)'\n';
        string entry = nulSeparated ? "entry" : "line";
        var names = new List<SessionName>();
        var firstEntries = new Dictionary<SessionName, int>();
        while (!bytes.IsEmpty)
        {
            int length = bytes.IndexOf(separator);
            var raw = new ByteString(length < 0 ? bytes : bytes[..length]);
            bytes = length < 0 ? [] : bytes[(length + 1)..];
            int number = names.Count + 1;
            if (Objection(raw, entry, firstEntries, out SessionName name) is { } objection)
            {
                throw new FileProblemException(path, $"{entry} {number}: {objection}");
            }

            firstEntries.Add(name, number);
            names.Add(name);
        }

        return names;
    }

    private static string? Objection(
        ByteString raw, string entry, Dictionary<SessionName, int> firstEntries, out SessionName name)
    {
        name = default;
        if (firstEntries.Count == Limits.SessionCapacity)
        {
            return $"at most {Limits.SessionCapacity} names fit a session block";
        }

        if (raw.Length == 0)
        {
            return "the name is empty";
        }

        if (!SessionName.TryCreate(raw, out name))
        {
            return $"the name has {raw.Length} bytes, at most {Limits.SessionNameMaxBytes} fit";
        }

        return firstEntries.TryGetValue(name, out int first) ? $"the name {name} is that of {entry} {first}" : null;
    }
}
