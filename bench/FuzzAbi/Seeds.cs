using LuoVerified.Abi;
using LuoVerified.Abi.HandOvers;

namespace LuoVerified.FuzzAbi;

/// <summary>What the run begins with: each format as it is written, whole and its pages alone, and the golden files.</summary>
internal static class Seeds
{
    /// <summary>The inputs.</summary>
    /// <param name="folder">A folder with files of hexadecimal digits, <c>*.hex</c>; null for none.</param>
    public static IEnumerable<byte[]> All(string? folder)
    {
        foreach (IHandOverFormat format in HandOverFormats.All)
        {
            byte[] dump = format.Write(Content(format.HasFiles), Readers.Base);
            yield return dump;
            yield return dump[..Limits.PageSize];
            yield return dump.Length >= 17 * Limits.PageSize ? dump[4096..(17 * 4096)] : dump[4096..8192];
            yield return dump[^Limits.PageSize..];
        }

        var table = new byte[FileTable.SizeOf(2)];
        FileTable.Write(table, [new(0, ByteString.FromUtf8("memfd-v1"), 1, 2), new(1, ByteString.FromUtf8("memfd-v1"), 3, 4)]);
        yield return table;

        foreach (string file in folder is null ? Enumerable.Empty<string>() : Directory.GetFiles(folder, "*.hex").Order(StringComparer.Ordinal))
            yield return Convert.FromHexString(string.Concat(File.ReadAllText(file).Where(char.IsAsciiHexDigit)));
    }

    private static HandOver Content(bool hasFiles)
    {
        PreservedFile[] files = hasFiles
            ? [new(ByteString.FromUtf8("memfd-v1"), 0x1234, 1), new(ByteString.FromUtf8("memfd-v1"), 0x5678, 2)]
            : [];
        return new HandOver(
            7,
            [new(ByteString.FromUtf8("a"), (ulong)files.Length, files), new(ByteString.FromUtf8("b"), 0, [])],
            hasFiles ? [new(ByteString.FromUtf8("iommu-v1"), 5, 2)] : []);
    }
}
