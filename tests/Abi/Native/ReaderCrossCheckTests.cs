using System.Buffers.Binary;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Abi.Tests.DeviceTree;

namespace LuoVerified.Abi.Tests.Native;

/// <summary>The reader against <c>fdt_check_full</c> and libfdt's lookups: the same trees are accepted, the same errors
/// reported, the same things found at the same places.</summary>
/// <remarks>Three kinds of tree are refused here and not, or not always, there; a test each says so:
/// versions before 16, a root that is not where lookups start, a property length that wraps around 32 bits. Two are judged
/// as from libfdt 1.8 on and otherwise by older ones, see <see cref="DeviceTree.FdtOfLibfdt18Tests"/>: unaligned blocks, and NOP
/// tags before the end tag. Which libfdt is installed these two trees tell.</remarks>
public class ReaderCrossCheckTests(NativePeer peer)
{
    private const int Count = 40_000;
    private const int LengthWraps = 1;
    private const int BeforeVersion16 = 2;

    [Fact]
    public void MutatedTreesAreJudgedAndReadAsByLibfdt()
    {
        var random = new Random(16);
        byte[][] trees = [.. Enumerable.Range(0, Count).Select(_ => Mutation.Of(RandomTree.Make(random), random))];
        int[][] theirs = CheckedInC(trees);
        int accepted = 0;
        for (int i = 0; i < Count; i++)
        {
            string? difference = Difference(trees[i], theirs[i]);
            Assert.True(difference is null, $"tree {i}, {Convert.ToHexStringLower(trees[i])}: {difference}");
            accepted += FdtReader.Open(trees[i]).IsOk ? 1 : 0;
        }
        Assert.InRange(accepted, Count / 10, Count * 9 / 10); // both answers are well tested
        int found = theirs.Count(words => words[ReaderAnswer.Usable] == 1 && words[3 + 14] > 0);
        Assert.True(found > Count / 20, $"luo-session was found in {found} trees only");
    }

    [Fact]
    public void OlderVersionsAreRefusedHereThoughLibfdtTakesTheirHeader()
    {
        byte[] tree = LuoTree.Write(1, 2);
        BinaryPrimitives.WriteUInt32BigEndian(tree.AsSpan(20), 15);
        BinaryPrimitives.WriteUInt32BigEndian(tree.AsSpan(24), 2);
        Assert.Equal(BeforeVersion16, Assert.Single(CheckedInC(tree))[ReaderAnswer.Unasked]);
        Assert.Equal(FdtError.BadVersion, FdtReader.Open(tree).Error!.Code);
    }

    [Fact]
    public void ARootThatIsNotAtTheStartIsRefusedHereWhereLibfdtFindsNoNode()
    {
        byte[] tree = LuoTree.Write(1, 2);
        BinaryPrimitives.WriteUInt32BigEndian(tree.AsSpan(64), 9); // an end tag and nothing before it
        int[] theirs = Assert.Single(CheckedInC(tree));
        Assert.Equal((0, 0), (theirs[ReaderAnswer.Full], theirs[ReaderAnswer.Usable]));
        Assert.Equal(FdtError.BadStructure, FdtReader.Open(tree).Error!.Code);
    }

    [Fact]
    public void AWrappingPropertyLengthIsRefusedHereWhereItSendsLibfdtBackwards()
    {
        byte[] tree = LuoTree.Write(1, 2);
        BinaryPrimitives.WriteUInt32BigEndian(tree.AsSpan(64 + 8 + 4), 0xfffffffc);
        Assert.Equal(LengthWraps, Assert.Single(CheckedInC(tree))[ReaderAnswer.Unasked]);
        FdtReadError error = FdtReader.Open(tree).Error!;
        Assert.Equal((FdtError.BadStructure, 64 + 8), (error.Code, error.Offset));
    }

    [Fact]
    public void OneOtherWordOfTheAnswerIsNoticed()
    {
        byte[] tree = LuoTree.Write(1, 2);
        int[] theirs = Assert.Single(CheckedInC(tree));
        Assert.Null(Difference(tree, theirs));
        for (int i = 0; i < theirs.Length; i++)
        {
            theirs[i]++;
            Assert.NotNull(Difference(tree, theirs));
            theirs[i]--;
        }
    }

    [Fact]
    public void AChangedByteOfThePropertiesIsNoticed()
    {
        byte[] tree = LuoTree.Write(1, 2);
        int[] theirs = Assert.Single(CheckedInC(tree));
        tree[64 + 8 + 12]++; // the root is compatible with "muo-v1" now
        Assert.NotNull(Difference(tree, theirs));
    }

    private static string? Difference(byte[] tree, int[] theirs)
    {
        FdtOpenResult opened = FdtReader.Open(tree);
        int ours = opened.IsOk ? 0 : -(int)opened.Error.Code;
        bool usable = theirs[ReaderAnswer.Usable] == 1;
        if (theirs[ReaderAnswer.Unasked] != 0)
            return opened.IsOk ? "accepted here, libfdt must not be asked" : null;
        if (ours == -(int)FdtError.BadVersion && IsOld(tree))
            return null; // the version is looked at before the places of the blocks
        if (theirs[ReaderAnswer.Full] == 0 && !usable)
            return ours == -(int)FdtError.BadStructure ? null : $"{ours} here, no root for lookups in C";
        if (ours == -(int)FdtError.Alignment && theirs[ReaderAnswer.Full] != ours)
            return null; // an older libfdt, which goes on
        if (ours != theirs[ReaderAnswer.Full] && theirs[ReaderAnswer.Full] == -(int)FdtError.BadStructure && FdtOfLibfdt18Tests.HasNopBehindTheRoot(tree))
            return null; // an older libfdt
        if (ours != theirs[ReaderAnswer.Full])
        {
            return theirs[ReaderAnswer.Full] != 0 && ours == -(int)FdtError.BadStructure && !StartsWithANode(tree)
                ? null // refused by both, here already for what the structure starts with
                : $"{ours} here ({opened.Error?.Message}), {theirs[ReaderAnswer.Full]} in C";
        }
        if (!opened.IsOk)
            return null;
        int[] found = ReaderAnswer.Found(opened.Reader);
        int same = found.AsSpan().CommonPrefixLength(theirs.AsSpan(ReaderAnswer.Usable + 1));
        return same == found.Length
            ? null
            : $"word {same} of the lookups is {found[same]} here, {theirs[same + 3]} in C";
    }

    private static bool IsOld(byte[] tree) => RandomTree.FdtFormatWord(tree, 20) < 16;

    private static bool StartsWithANode(byte[] tree) =>
        RandomTree.FdtFormatWord(tree, (int)RandomTree.FdtFormatWord(tree, 8)) == 1;

    private int[][] CheckedInC(params byte[][] trees)
    {
        var requests = new Requests();
        foreach (byte[] tree in trees)
            requests.Text(tree);
        int[][] answers = [.. Compare.Words(peer.Run("check", requests)).Chunk(ReaderAnswer.Words)];
        Assert.Equal(trees.Length, answers.Length);
        return answers;
    }
}
