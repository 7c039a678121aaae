namespace LuoVerified.Abi.Tests.Native;

/// <summary>The session block against packed C structures: all 65,536 bytes.</summary>
public class BlockCrossCheckTests(NativePeer peer)
{
    private static readonly int[] Counts = [0, 1, 2, 3, 100, 1022, 1023, 5, 7, 500];

    [Fact]
    public void TheWholeBlockIsByteForByteThatOfThePackedStructures()
    {
        SessionName[][] sets = Sets();
        byte[] theirs = PackedInC(sets);
        for (int i = 0; i < sets.Length; i++)
            Assert.Null(Compare.Difference(SessionBlockWriteTests.Written(sets[i]), Block(theirs, i)));
        Assert.Equal(sets.Length * Limits.SessionBlockSize, theirs.Length);
    }

    [Fact]
    public void ThePackedStructuresReadBackAsTheNamesWritten()
    {
        SessionName[][] sets = Sets();
        byte[] theirs = PackedInC(sets);
        for (int i = 0; i < sets.Length; i++)
        {
            SessionBlockResult read = SessionBlock.Read(Block(theirs, i));
            Assert.Equal(sets[i], read.Names);
            Assert.True(read.IsCanonical);
        }
    }

    [Fact]
    public void AnyChangedByteOfTheBlockIsNoticed()
    {
        SessionName[][] sets = [RandomNames.Set(new Random(9), 1000)];
        byte[] theirs = PackedInC(sets);
        byte[] ours = SessionBlockWriteTests.Written(sets[0]);
        for (int i = 0; i < ours.Length; i += 97)
        {
            ours[i] ^= 0x80;
            Assert.StartsWith($"byte {i} is", Compare.Difference(ours, theirs));
            ours[i] ^= 0x80;
        }
    }

    private static SessionName[][] Sets()
    {
        var random = new Random(4);
        return [.. Counts.Select(count => RandomNames.Set(random, count))];
    }

    private static ReadOnlySpan<byte> Block(byte[] blocks, int index) =>
        blocks.AsSpan(index * Limits.SessionBlockSize, Limits.SessionBlockSize);

    private byte[] PackedInC(SessionName[][] sets)
    {
        var requests = new Requests();
        foreach (SessionName[] names in sets)
        {
            requests.U32(names.Length);
            foreach (SessionName name in names)
                requests.Text(name.Bytes.Span);
        }
        return peer.Run("block", requests);
    }
}
