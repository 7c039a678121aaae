using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Abi.Tests.DeviceTree;

/// <summary>Well-formed trees of many shapes, for readers to read and for <see cref="Mutation"/> to spoil.</summary>
internal static class RandomTree
{
    private static readonly string[] NodeNames =
        ["luo-session", "luo-session@1", "a", "b", "a@0", "ab", "luo-sessions", "luo-session@1@2"];
    private static readonly string[] PropertyNames =
        ["compatible", "liveupdate-number", "luo-session-header", "a", "", "number", "update-number"];
    private static readonly string[] Compatibles =
    [
        "luo-v1\0", "luo-v1", "luo-session-v1\0", "x\0luo-v1\0", "x\0luo-v1", "luo-v12\0", "\0", "",
        "\0\0luo-session-v1\0",
    ];

    public static byte[] Make(Random random)
    {
        var buffer = new byte[16 * 1024]; // the largest tree, 40 nodes of 6 properties, needs less
        var writer = new FdtWriter(buffer);
        if (random.Next(3) == 0)
            return LuoTree.Write(Arbitraries.AnyNumber(random), Arbitraries.AnyNumber(random))[..^random.Next(3900)];
        writer.Create();
        while (random.Next(3) == 0)
            writer.AddReserveMapEntry((ulong)random.NextInt64(), (ulong)random.NextInt64());
        writer.FinishReserveMap();
        WriteNode(writer, random, "", depth: 0);
        Assert.Equal(FdtError.None, writer.Finish());
        return buffer[..((int)FdtFormatWord(buffer, 4) + random.Next(20))];
    }

    internal static uint FdtFormatWord(byte[] bytes, int at) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));

    private static void WriteNode(FdtWriter writer, Random random, string name, int depth)
    {
        writer.BeginNode(Bytes(name));
        for (int i = random.Next(5); i > 0; i--)
            WriteProperty(writer, random);
        for (int i = depth < 3 ? random.Next(4) : 0; i > 0; i--)
            WriteNode(writer, random, Pick(random, NodeNames), depth + 1);
        if (random.Next(8) == 0)
            WriteProperty(writer, random); // behind a sub-node, where libfdt does not look
        writer.EndNode();
    }

    private static void WriteProperty(FdtWriter writer, Random random)
    {
        string name = Pick(random, PropertyNames);
        var value = new byte[random.Next(2) == 0 ? 8 : random.Next(13)];
        random.NextBytes(value);
        writer.Property(Bytes(name), name == "compatible" ? Bytes(Pick(random, Compatibles)) : value);
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
