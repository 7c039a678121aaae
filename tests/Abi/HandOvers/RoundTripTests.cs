using FsCheck.Xunit;
using LuoVerified.Abi.HandOvers;

namespace LuoVerified.Abi.Tests.HandOvers;

/// <summary>What was written is read; the bytes say in which format.</summary>
public class RoundTripTests
{
    [Property(MaxTest = 100)]
    public void WhatOneFormatWritesIsReadWithoutAFault(int seed)
    {
        foreach (IHandOverFormat format in HandOverFormats.All)
        {
            HandOver content = Contents.Of(seed, format);
            byte[] dump = format.Write(content, Contents.Base);
            Assert.Same(format, HandOverFormats.Of(dump));
            Inspection read = Inspector.Read(dump, Contents.Base);
            Assert.Empty(read.Faults);
            Assert.Equal(format.Name, string.Join(' ', read.Format));
            Assert.Equal(dump, format.Write(read.Content, Contents.Base));
            Assert.Equal(Lines(content), Lines(read.Content));
        }
    }

    [Property(MaxTest = 50)]
    public void ARootIsFoundAlsoBehindOtherPages(int seed)
    {
        foreach (IHandOverFormat format in HandOverFormats.All)
        {
            HandOver content = Contents.Of(seed, format);
            byte[] dump = [.. new byte[3 * 4096], .. format.Write(content, Contents.Base)];
            Inspection read = Inspector.Read(dump, Contents.Base - (3 * 4096));
            Assert.Empty(read.Faults);
            Assert.Equal(Lines(content), Lines(read.Content));
            Assert.StartsWith("memory dump with a root at byte 12288: ", read.Kind);
        }
    }

    [Fact]
    public void TheOldReadersAndTheNewOnesAgreeOnThePatchsFormat()
    {
        IHandOverFormat format = HandOverFormats.All[0];
        HandOver content = Contents.Of(3, format);
        byte[] dump = format.Write(content, 0x10000);
        Assert.Equal(LuoTree.Write(content.Number, 0x11000), dump[..4096]);
        Assert.Equal(content.Sessions.Select(session => session.Name), SessionBlock.Read(dump.AsSpan(4096)).Names!.Select(name => name.Bytes));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void WhatAFormatCannotHoldIsRefused(int index)
    {
        IHandOverFormat format = HandOverFormats.All[index];
        var a = new PreservedSession(ByteString.FromUtf8("a"), 0, []);
        var file = new PreservedFile(ByteString.FromUtf8("h"), 0, 1);
        Refuse(new HandOver(0, [a], []), 0x1001);
        Refuse(new HandOver(0, [a, a], []));
        Refuse(new HandOver(0, [a with { Name = default }], []));
        Refuse(new HandOver(0, [a with { FileCount = 1 }], []));
        Refuse(new HandOver(0, [a with { FileCount = 2, Files = [file, file] }], []));
        Refuse(new HandOver(0, [a], [new PreservedFlb(ByteString.FromUtf8("h"), 0, 0)]));
        if (!format.HasFiles)
            Refuse(new HandOver(0, [a with { FileCount = 1, Files = [file] }], []));

        void Refuse(HandOver content, ulong address = 0) => Assert.Throws<ArgumentException>(() => format.Write(content, address));
    }

    internal static string[] Lines(HandOver content) =>
    [
        $"{content.Number}",
        .. content.Sessions.SelectMany(session => session.Files.Select(file => $"{file}").Prepend($"{session.Name} {session.FileCount}")),
        .. content.Flbs.Select(flb => $"{flb}"),
    ];
}
