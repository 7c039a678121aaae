namespace LuoVerified.Abi.Tests.Native;

/// <summary>The tree of this ABI against the one that libfdt writes: all 4,096 bytes of the page.</summary>
public class TreeCrossCheckTests(NativePeer peer)
{
    [Fact]
    public void TheWholePageIsByteForByteWhatLibfdtWrites()
    {
        (ulong, ulong)[] numbers = Numbers(2000);
        byte[] theirs = WrittenInC(numbers);
        for (int i = 0; i < numbers.Length; i++)
        {
            byte[] ours = LuoTree.Write(numbers[i].Item1, numbers[i].Item2);
            Assert.Null(Compare.Difference(ours, theirs.AsSpan(i * 4096, 4096)));
        }
        Assert.Equal(numbers.Length * 4096, theirs.Length);
    }

    [Fact]
    public void WhatLibfdtWritesReadsBackAsTheNumbersWritten()
    {
        (ulong, ulong)[] numbers = Numbers(500);
        byte[] theirs = WrittenInC(numbers);
        for (int i = 0; i < numbers.Length; i++)
        {
            LuoTreeResult read = LuoTree.Read(theirs.AsMemory(i * 4096, 4096));
            Assert.Equal(numbers[i], (read.Number, read.SessionHeaderAddress));
        }
    }

    [Fact]
    public void AnyChangedByteOfThePageIsNoticed()
    {
        byte[] theirs = WrittenInC([(7, 0x1234000)]);
        byte[] ours = LuoTree.Write(7, 0x1234000);
        for (int i = 0; i < ours.Length; i++)
        {
            ours[i] ^= 1;
            Assert.StartsWith($"byte {i} is", Compare.Difference(ours, theirs));
            ours[i] ^= 1;
        }
    }

    private static (ulong, ulong)[] Numbers(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (Any(), Any()))];

        ulong Any() => Arbitraries.AnyNumber(random);
    }

    private byte[] WrittenInC((ulong Number, ulong Address)[] numbers)
    {
        var requests = new Requests();
        foreach ((ulong number, ulong address) in numbers)
            requests.U64(number).U64(address);
        return peer.Run("tree", requests);
    }
}
