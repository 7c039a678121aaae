using FsCheck.Xunit;

namespace LuoVerified.Abi.Tests;

[Properties(Arbitrary = [typeof(Arbitraries)], MaxTest = 50)]
public class SessionBlockWriteTests
{
    [Property]
    public bool WhatWasWrittenIsReadBackInItsOrder(SessionName[] names)
    {
        SessionBlockResult read = SessionBlock.Read(Written(names));
        return read.IsOk && read.IsCanonical && read.Names.SequenceEqual(names);
    }

    [Property]
    public bool WritingAgainWhatWasReadGivesTheSameBytes(SessionName[] names)
    {
        byte[] block = Written(names);
        return Written([.. SessionBlock.Read(block).Names!]).AsSpan().SequenceEqual(block);
    }

    [Property]
    public bool WhatABlockHeldBeforeDoesNotShow(SessionName[] before, SessionName[] names)
    {
        byte[] block = Written(before);
        SessionBlock.Write(block, names);
        return block.AsSpan().SequenceEqual(Written(names));
    }

    [Fact]
    public void EachByteThatIsNeitherCountNorNameIsZero()
    {
        byte[] block = Written(SessionName.Parse("vm-1"), SessionName.Parse("b"));
        byte[] expected = new byte[65_536];
        expected[0] = 2;
        "vm-1"u8.CopyTo(expected.AsSpan(8));
        "b"u8.CopyTo(expected.AsSpan(72));
        Assert.Equal(expected, block);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_535)]
    [InlineData(65_537)]
    public void ABlockOfAnotherSizeIsRefused(int size) =>
        Assert.Contains("not 65536", Refused(new byte[size], []));

    [Fact]
    public void OneNameTooManyIsRefusedBeforeAnythingChanges() =>
        Assert.Contains("1024 names, at most 1023", Refused(Marked(), RandomNames.Set(new Random(1), 1024)));

    [Fact]
    public void ADuplicateIsRefusedBeforeAnythingChanges()
    {
        SessionName a = SessionName.Parse("a"), b = SessionName.Parse("b");
        Assert.Contains("entry 2 has the name a of entry 0", Refused(Marked(), [a, b, a]));
    }

    [Fact]
    public void TheDefaultNameIsRefusedBeforeAnythingChanges() =>
        Assert.Contains("entry 1 is no name", Refused(Marked(), [SessionName.Parse("a"), default]));

    internal static byte[] Written(params SessionName[] names)
    {
        byte[] block = new byte[Limits.SessionBlockSize];
        SessionBlock.Write(block, names);
        return block;
    }

    private static byte[] Marked() => Enumerable.Repeat((byte)0x5a, Limits.SessionBlockSize).ToArray();

    private static string Refused(byte[] block, SessionName[] names)
    {
        byte[] before = [.. block];
        string message = Assert.Throws<ArgumentException>(() => SessionBlock.Write(block, names)).Message;
        Assert.Equal(before, block);
        return message;
    }
}
