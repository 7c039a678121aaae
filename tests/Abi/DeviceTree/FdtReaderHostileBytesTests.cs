using FsCheck.Xunit;
using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Abi.Tests.DeviceTree;

/// <summary>Whatever the bytes, opening and looking ends, without an exception.</summary>
public class FdtReaderHostileBytesTests
{
    [Property(MaxTest = 3000)]
    public bool RandomBytesEndInAReaderOrAnError(byte[] bytes) => LooksThrough(bytes);

    [Property(MaxTest = 3000)]
    public bool RandomBytesBehindAPlausibleHeaderEndInAReaderOrAnError(int seed)
    {
        var random = new Random(seed);
        byte[] tree = RandomTree.Make(random);
        for (int i = 48 + random.Next(tree.Length - 48); i < tree.Length; i++)
            tree[i] = (byte)(random.Next(2) == 0 ? random.Next(10) : random.Next(256));
        return LooksThrough(tree);
    }

    [Property(MaxTest = 5000)]
    public bool MutatedTreesEndInAReaderOrAnError(int seed)
    {
        var random = new Random(seed);
        return LooksThrough(Mutation.Of(RandomTree.Make(random), random));
    }

    [Fact]
    public void EveryTreeCutAtEveryByteEndsInAReaderOrAnError()
    {
        byte[] tree = LuoTree.Write(1, 2);
        int total = LuoTree.TotalSize(tree);
        for (int length = 0; length <= total; length++)
            Assert.Equal(length == total, FdtReader.Open(tree.AsMemory(0, length)).IsOk);
    }

    [Fact]
    public void EverySingleFlippedBitEndsInAReaderOrAnError()
    {
        byte[] tree = LuoTree.Write(1, 2);
        for (int bit = 0; bit < LuoTree.TotalSize(LuoTree.Write(1, 2)) * 8; bit++)
        {
            tree[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(LooksThrough(tree), $"bit {bit}");
            tree[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static bool LooksThrough(byte[] bytes)
    {
        FdtOpenResult opened = FdtReader.Open(bytes);
        LuoTree.Read(bytes);
        if (!opened.IsOk)
            return opened.Reader is null && opened.Error.Offset >= 0 && opened.Error.Offset <= bytes.Length
                && opened.Error.Code != FdtError.None && !opened.Error.Message.Contains('\n');
        FdtReader reader = opened.Reader;
        foreach (FdtNode node in reader.Subnodes(reader.Root).Prepend(reader.Root))
        {
            reader.NameOf(node);
            reader.FindSubnode(node, "a"u8);
            reader.CheckCompatible(node, LuoTree.RootCompatible);
            foreach (FdtProperty property in reader.Properties(node))
                Assert.InRange(property.Offset + property.Value.Length, 0, reader.TotalSize);
        }
        return opened.Error is null;
    }
}
