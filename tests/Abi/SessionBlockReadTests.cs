using System.Buffers.Binary;
using FsCheck.Xunit;

namespace LuoVerified.Abi.Tests;

[Properties(Arbitrary = [typeof(Arbitraries)])]
public class SessionBlockReadTests
{
    private static readonly SessionName[] Three =
        [SessionName.Parse("a"), SessionName.Parse("b"), SessionName.Parse("c")];

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(65_535)]
    public void AShortBlockIsTruncatedAtTheFirstMissingByte(int length) =>
        AssertError(new byte[length], SessionBlockErrorKind.Truncated, null, length,
            $"session block: {length} bytes, 65536 needed; byte {length} is missing");

    [Theory]
    [InlineData(1024UL)]
    [InlineData(1UL << 31)]
    [InlineData(1UL << 32)]
    [InlineData(1UL << 63)]
    [InlineData(ulong.MaxValue)]
    public void ACountBeyondTheCapacityIsRefusedWhateverItsSize(ulong count)
    {
        byte[] block = SessionBlockWriteTests.Written(Three);
        BinaryPrimitives.WriteUInt64LittleEndian(block, count);
        AssertError(block, SessionBlockErrorKind.CountBeyondCapacity, null, 0,
            $"session block: count {count} at byte 0, at most 1023 fit");
    }

    [Fact]
    public void ANameWithoutNulIsRefusedAtItsEntry()
    {
        byte[] block = SessionBlockWriteTests.Written(Three);
        block.AsSpan(72, 64).Fill((byte)'x');
        AssertError(block, SessionBlockErrorKind.Unterminated, 1, 72,
            "session block: entry 1 at byte 72: no NUL in its 64 bytes");
    }

    [Fact]
    public void AnEmptyNameIsRefusedAtItsEntry()
    {
        byte[] block = SessionBlockWriteTests.Written(Three);
        block[136] = 0;
        AssertError(block, SessionBlockErrorKind.EmptyName, 2, 136,
            "session block: entry 2 at byte 136: the name is empty");
    }

    [Fact]
    public void ANameThatAnEarlierEntryHasIsRefusedWithBothEntries()
    {
        byte[] block = SessionBlockWriteTests.Written(Three);
        block[136] = (byte)'a';
        SessionBlockError error = AssertError(block, SessionBlockErrorKind.DuplicateName, 2, 136,
            "session block: entry 2 at byte 136: name a is that of entry 0");
        Assert.Equal(0, error.FirstEntry);
    }

    [Fact]
    public void OfSeveralErrorsTheFirstEntryWithOneIsReported()
    {
        byte[] block = SessionBlockWriteTests.Written(Three);
        block[72] = (byte)'a';
        block.AsSpan(136, 64).Fill(1);
        Assert.Equal(SessionBlockErrorKind.DuplicateName, SessionBlock.Read(block).Error!.Kind);
    }

    [Theory]
    [InlineData(10, "behind a NUL inside an entry")]
    [InlineData(71, "the last byte of an entry")]
    [InlineData(200, "behind the last entry")]
    [InlineData(65_535, "the last byte of the block")]
    public void BytesWithoutMeaningAreIgnoredButNotCanonical(int offset, string place)
    {
        byte[] block = SessionBlockWriteTests.Written(Three);
        block[offset] = 0xee;
        SessionBlockResult read = SessionBlock.Read(block);
        Assert.True(read.IsOk, place);
        Assert.Equal(Three, read.Names);
        Assert.False(read.IsCanonical, place);
    }

    [Fact]
    public void BytesBehindTheBlockAreIgnoredButNotCanonical()
    {
        SessionBlockResult read = SessionBlock.Read([.. SessionBlockWriteTests.Written(Three), 0]);
        Assert.Equal(Three, read.Names!);
        Assert.False(read.IsCanonical);
    }

    [Property(MaxTest = 300)]
    public bool ReadingAMutatedBlockEndsWithNamesOrAnError(SessionName[] names, int seed)
    {
        var random = new Random(seed);
        byte[] block = SessionBlockWriteTests.Written(names);
        for (int i = random.Next(1, 20); i > 0; i--)
            block[random.Next(2) == 0 ? random.Next(16) : random.Next(block.Length)] = (byte)random.Next(256);
        int cut = random.Next(10) == 0 ? random.Next(99) : 0;
        SessionBlockResult read = SessionBlock.Read(block.AsSpan(0, block.Length - cut));
        return IsOneOrTheOther(read)
            && (!read.IsCanonical || SessionBlockWriteTests.Written([.. read.Names!]).AsSpan().SequenceEqual(block));
    }

    [Property(MaxTest = 300)]
    public bool ReadingRandomBytesEndsWithNamesOrAnError(int seed, ushort count)
    {
        byte[] block = new byte[Limits.SessionBlockSize];
        new Random(seed).NextBytes(block);
        BinaryPrimitives.WriteUInt64LittleEndian(block, count);
        return IsOneOrTheOther(SessionBlock.Read(block));
    }

    private static bool IsOneOrTheOther(SessionBlockResult read) =>
        read.IsOk == read.Names is not null && read.IsOk == read.Error is null
        && (read.Error is not { } error || (error.Offset is >= 0 and <= 65_536 && !error.Message.Contains('\n')));

    private static SessionBlockError AssertError(
        byte[] block, SessionBlockErrorKind kind, int? entry, long offset, string message)
    {
        SessionBlockResult read = SessionBlock.Read(block);
        Assert.False(read.IsOk);
        Assert.Null(read.Names);
        Assert.False(read.IsCanonical);
        SessionBlockError error = read.Error;
        Assert.Equal((kind, entry, offset, message), (error.Kind, error.Entry, error.Offset, error.Message));
        return error;
    }
}
