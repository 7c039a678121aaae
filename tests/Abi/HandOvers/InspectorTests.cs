using System.Buffers.Binary;
using System.Text;
using LuoVerified.Abi.HandOvers;

namespace LuoVerified.Abi.Tests.HandOvers;

/// <summary>What the inspector calls things, and that it finds each fault at its byte and goes on.</summary>
public class InspectorTests
{
    private const ulong Base = 0x10_0000;

    // luo-v5: 0 root, 4096 sessions a and b, 8192 files of a, 12288 flbs
    private const int Sessions = 4096, Files = 8192, Flbs = 12288;

    private static readonly IHandOverFormat V5 = HandOverFormats.All[2];

    [Theory]
    [InlineData(0, "luo-v6\0\0", "luo_ser: byte 0: compatible with 'luo-v6', not with 'luo-v5'")]
    [InlineData(16, 0x10_1008UL, "address 0x101008 of block of sessions of luo-v5 is no multiple of 4096")]
    [InlineData(16, 0x20_0000UL, "block of sessions of luo-v5 of 4096 bytes at 0x200000 does not lie in the dump, which begins at 0x100000 and has 16384 bytes")]
    [InlineData(16, 0x10_0000UL, "block of sessions of luo-v5 at byte 0 overlaps luo_ser at byte 0")]
    [InlineData(Sessions, 0x10_1000UL, "the chain comes back to block 0 at 0x101000")]
    [InlineData(Sessions, 0x10_4000UL, "block of sessions of luo-v5 of 4096 bytes at 0x104000 does not lie in the dump, which begins at 0x100000 and has 16384 bytes")]
    [InlineData(Sessions + 8, 0UL, "count 0: a kernel refuses a block without entries")]
    [InlineData(Sessions + 8, 52UL, "count 52, at most 51 fit in the block of sessions of luo-v5")]
    [InlineData(Sessions + 16, "b\0", "session[1].name b is that of the entry at byte 4112")]
    [InlineData(Sessions + 16, "\0", "session[0].name is empty")]
    [InlineData(Sessions + 16, "0123456789012345678901234567890123456789012345678901234567890123", "session[0].name has no NUL in its 64 bytes")]
    [InlineData(Sessions + 88, 3UL, "count 3, but there are 2 files in the blocks")]
    [InlineData(Sessions + 80, 0UL, "session[0] has 2 files at address 0x0")]
    [InlineData(Files + 8, 64UL, "count 64, at most 63 fit in the block of files of luo-v5")]
    [InlineData(Files + 16, "\0", "file[0].compatible is empty")]
    [InlineData(Files + 72, 2UL, "the files of this session have token 2 twice; again at file 1")]
    [InlineData(Flbs, 2UL, "pgcnt 2, not 1")]
    [InlineData(Flbs + 8, 64UL, "count 64, at most 63 fit in the flb page")]
    [InlineData(Flbs + 72, 0UL, "flb[0].count is 0: only what a file needs is handed over")]
    public void AFaultIsFoundAndSaid(int at, object value, string fault)
    {
        byte[] dump = Dump();
        Assert.Empty(Inspector.Read(dump, Base).Faults);
        if (value is ulong number)
            BinaryPrimitives.WriteUInt64LittleEndian(dump.AsSpan(at), number);
        else
            Encoding.ASCII.GetBytes((string)value).CopyTo(dump, at);
        Inspection read = Inspector.Read(dump, Base);
        Assert.Contains(fault, read.Faults.Select(each => each.Message));
        Assert.All(read.Faults, each => Assert.InRange(each.Offset, 0, dump.Length));
    }

    [Fact]
    public void ItDoesNotStopAtTheFirstFault()
    {
        byte[] dump = Dump();
        dump[Sessions + 16] = 0;
        dump[Files + 16] = 0;
        dump[Flbs] = 9;
        Assert.Equal([Sessions + 16L, Files + 16, Flbs], Inspector.Read(dump, Base).Faults.Select(each => each.Offset));
    }

    [Fact]
    public void AStructureWithoutItsRootIsKnownByItsLengthAndWhatFits()
    {
        byte[] v5 = Dump(), v2 = HandOverFormats.All[1].Write(Content(), Base), v1 = HandOverFormats.All[0].Write(Names(), Base);
        Assert.Equal("block of sessions of luo-v5", Inspector.Read(v5.AsMemory(Sessions..Files)).Kind);
        Assert.Equal("block of files of luo-v5", Inspector.Read(v5.AsMemory(Files..Flbs)).Kind);
        Assert.Equal("flb page", Inspector.Read(v5.AsMemory(Flbs..)).Kind);
        Assert.Equal("session block of luo-session-v2", Inspector.Read(v2.AsMemory(4096..(17 * 4096))).Kind);
        Assert.Equal("session block of luo-session-v1", Inspector.Read(v1.AsMemory(4096..)).Kind);
        Assert.Equal("device tree", Inspector.Read(v1.AsMemory(..4096)).Kind);
        Assert.Equal("luo_ser, the root of luo-v5", Inspector.Read(v5.AsMemory(..32)).Kind);
        Inspection nothing = Inspector.Read(new byte[100]);
        Assert.Null(nothing.Kind);
        Assert.Single(nothing.Faults);
    }

    [Fact]
    public void AnUnknownVersionOfSessionsIsRefusedByItsName()
    {
        byte[] dump = HandOverFormats.All[1].Write(Content(), Base);
        int at = dump.AsSpan().IndexOf("luo-session-v2"u8);
        dump[at + 13] = (byte)'9';
        Inspection read = Inspector.Read(dump, Base);
        Assert.Equal(
            new AbiFault(at, "/luo-session is compatible with 'luo-session-v9', not with luo-session-v1 or luo-session-v2"),
            Assert.Single(read.Faults));
        Assert.Equal(["luo-v1", "luo-session-v9", "luo-flb-v1"], read.Format);
        Assert.Single(read.Content.Flbs);
    }

    [Fact]
    public void EveryFaultOfATreesHeaderIsSaid()
    {
        byte[] tree = LuoTree.Write(1, 2);
        tree[11]++;
        tree[15] = 0xff;
        tree[14] = 0xff;
        Assert.Equal([12L, 8], Inspector.Read(tree).Faults.Select(each => each.Offset));
    }

    [Fact]
    public void WhatIsSaidIsBounded()
    {
        byte[] dump = new byte[1 << 22];
        HandOverFormats.All[1].Write(new HandOver(0, [], []), Base).CopyTo(dump, 0);
        BinaryPrimitives.WriteUInt64LittleEndian(dump.AsSpan(4096), 819);
        for (int i = 0; i < 819; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(dump.AsSpan(4096 + 8 + (i * 80) + 64), Base + 0x20000 + ((ulong)i * 8192 % 0x3d0000));
            BinaryPrimitives.WriteUInt64LittleEndian(dump.AsSpan(4096 + 8 + (i * 80) + 72), 128);
        }

        Inspection read = Inspector.Read(dump, Base);
        Assert.Equal((Inspection.MaxFields, Inspection.MaxFaults), (read.Fields.Count, read.Faults.Count));
        Assert.True(read.FieldsLeftOut > 0 && read.FaultsLeftOut > 0);
    }

    [Fact]
    public void TheDifferenceOfTwoIsSaidByFields()
    {
        Inspection a = Inspector.Read(Dump(), Base);
        Assert.Empty(HandOverDifference.Between(a, a));
        HandOver content = Content();
        Inspection b = Inspector.Read(HandOverFormats.All[1].Write(
            content with { Number = 8, Sessions = [content.Sessions[0] with { FileCount = 1, Files = [content.Sessions[0].Files[0]] }, new(ByteString.FromUtf8("c"), 0, [])] },
            Base), Base);
        Assert.Equal(
            [
                new("format", "luo-v5", "luo-v1 luo-session-v2 luo-flb-v1"), new("number", "7", "8"), new("session a files", "2", "1"),
                new("session a file 2", "h2 data 0x4", null), new("session b", "there", null), new("session c", null, "there"),
            ],
            HandOverDifference.Between(a, b));
    }

    private static byte[] Dump() => V5.Write(Content(), Base);

    private static HandOver Names() => Content() with { Sessions = [new(ByteString.FromUtf8("a"), 0, [])], Flbs = [] };

    private static HandOver Content() => new(
        7,
        [
            new(ByteString.FromUtf8("a"), 2, [new(ByteString.FromUtf8("h1"), 3, 1), new(ByteString.FromUtf8("h2"), 4, 2)]),
            new(ByteString.FromUtf8("b"), 0, []),
        ],
        [new(ByteString.FromUtf8("f"), 5, 2)]);
}
