using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Abi.Tests.Native;

/// <summary>What <see cref="FdtReader"/> finds in a tree, in the words that <c>check_one</c> of
/// <c>libfdt_peer.c</c> answers.</summary>
internal static class ReaderAnswer
{
    public const int Full = 0;
    public const int Unasked = 1;
    public const int Usable = 2;
    public const int Words = 3 + (5 * 14);

    private static readonly string[] Nodes = ["luo-session", "luo-session@1", "a", "b"];
    private static readonly string[] Compatibles = ["luo-v1", "luo-session-v1", ""];
    private static readonly string[] Properties = ["liveupdate-number", "luo-session-header", "compatible", "a", ""];

    /// <summary>The words behind <see cref="Usable"/> of an opened tree.</summary>
    public static int[] Found(FdtReader reader)
    {
        var words = new List<int>();
        LookInto(words, reader, reader.Root);
        foreach (string name in Nodes)
            LookInto(words, reader, reader.FindSubnode(reader.Root, Bytes(name)));
        return [.. words];
    }

    private static void LookInto(List<int> words, FdtReader reader, FdtNode? found)
    {
        if (found is not { } node)
        {
            words.Add(-(int)FdtError.NotFound);
            words.AddRange(new int[13]);
            return;
        }
        words.Add(node.Offset);
        foreach (string compatible in Compatibles)
        {
            words.Add(reader.CheckCompatible(node, Bytes(compatible)) switch
            {
                FdtCompatibility.Compatible => 0,
                FdtCompatibility.Incompatible => 1,
                _ => -(int)FdtError.NotFound,
            });
        }
        foreach (string name in Properties)
        {
            FdtProperty? property = reader.GetProperty(node, Bytes(name));
            words.Add(property?.Value.Length ?? -(int)FdtError.NotFound);
            words.Add((int)(property?.Offset ?? 0));
        }
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
