using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Abi.Tests.DeviceTree;

/// <summary>Two trees that libfdt 1.8 judges and 1.6.1 judges otherwise; the reader judges as 1.8.</summary>
public class FdtOfLibfdt18Tests
{
    private const string Unaligned =
        "d00dfeed000000ed00000041000000bd00000030000000110000001000000000000000300000007c000000000000000000000000"
        + "0000000000000000000000000000000001000000000000000300000007000000256c756f2d763100000000000300000008000000"
        + "130700000000000000000000016c756f2d73657373696f6e00000000030000000f000000256c756f2d73657373696f6e2d763100"
        + "0000000003000000080000000000100000000000000000000200000002000000096c756f2d73657373696f6e2d68656164657200"
        + "6c6976657570646174652d6e756d62657200636f6d70617469626c6500";

    private const string NopBeforeEnd =
        "d00dfeed000000f000000040000000c0000000300000001100000010000000000000003000000080000000000000000000000000"
        + "00000000000000000000000000000001000000000000000300000007000000256c756f2d76310000000000030000000800000013"
        + "0700000000000000000000016c756f2d73657373696f6e00000000030000000f000000256c756f2d73657373696f6e2d76310000"
        + "0000000300000008000000000010000000000000000000020000000200000004000000096c756f2d73657373696f6e2d68656164"
        + "6572006c6976657570646174652d6e756d62657200636f6d70617469626c6500";

    [Fact]
    public void AnUnalignedBlockIsRefusedAtItsFieldOfTheHeader()
    {
        byte[] tree = Convert.FromHexString(Unaligned);
        Assert.Equal(237, tree.Length);
        FdtReadError error = FdtReader.Open(tree).Error!;
        Assert.Equal((FdtError.Alignment, 8), (error.Code, error.Offset));
        Assert.Equal("device tree: header byte 8: structure block begins at byte 65, no multiple of 4", error.Message);
    }

    [Fact]
    public void ANopBetweenTheRootAndTheEndIsRead()
    {
        byte[] tree = Convert.FromHexString(NopBeforeEnd);
        Assert.Equal(240, tree.Length);
        LuoTreeResult read = LuoTree.Read(tree);
        Assert.Equal((7UL, 0x1000UL), (read.Number, read.SessionHeaderAddress));
        Assert.True(HasNopBehindTheRoot(tree));
        Assert.False(HasNopBehindTheRoot(LuoTree.Write(1, 2)));
    }

    [Fact]
    public void AnythingElseBetweenTheRootAndTheEndIsRefused()
    {
        byte[] tree = Convert.FromHexString(NopBeforeEnd);
        tree[184 + 3] = 2;
        FdtReadError error = FdtReader.Open(tree).Error!;
        Assert.Equal((FdtError.BadStructure, 184), (error.Code, error.Offset));
    }

    [Fact]
    public void AHeaderTooShortForItsSizesIsRefusedByItsVersion()
    {
        // Found by bench/FuzzAbi: all faults of a header were looked for in fields that an old one does not have.
        byte[] tree = new byte[33];
        LuoTree.Write(1, 2).AsSpan(0, 33).CopyTo(tree);
        tree[23] = 2;
        Assert.Equal(FdtError.BadVersion, FdtReader.Open(tree).Error!.Code);
    }

    /// <summary>Whether a NOP follows the root of a tree whose header is right; false if the walk does not get there.</summary>
    internal static bool HasNopBehindTheRoot(byte[] tree)
    {
        long start = RandomTree.FdtFormatWord(tree, 8);
        int depth = 0;
        for (long at = start; at + 8 <= tree.Length;)
        {
            uint tag = RandomTree.FdtFormatWord(tree, (int)at), following = RandomTree.FdtFormatWord(tree, (int)at + 4);
            at += 4;
            if (tag == 1)
            {
                depth++;
                at = (tree.AsSpan((int)at).IndexOf((byte)0) + at - start + 4) / 4 * 4 + start;
            }
            else if (tag == 3)
            {
                at += (following + 11L) / 4 * 4;
            }
            else if (tag == 2 && --depth == 0)
            {
                return following == 4;
            }
        }
        return false;
    }
}
