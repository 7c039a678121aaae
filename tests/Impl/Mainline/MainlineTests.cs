using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Abi.Blocks;
using LuoVerified.Impl.Mainline;
using LuoVerified.Impl.Memory;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.Mainline;

/// <summary>Sessions of Linux 7.2, one operation after the other.</summary>
public class MainlineTests
{
    private static readonly string[] Three = ["a", "b", "c"];

    /// <summary>With 2 sessions a block: as it is, and mended.</summary>
    public static TheoryData<string> Small => [MainlineDesign.Small.Name, MainlineDesign.SmallFixed.Name];

    [Fact]
    public void ANameHasOneToSixtyThreeBytes()
    {
        var bench = new Bench(MainlineDesign.As72);
        Assert.Equal(Errno.EINVAL, bench.Create(""));
        Assert.Equal(Errno.EINVAL, bench.Create(new string('x', 64)));
        Assert.Equal(Errno.Ok, bench.Create(new string('x', 63)));
        Assert.Equal((1, 1), (bench.Outgoing.Length, bench.LiveObjects));
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void BlocksGrowWithTheSessionsAndShrinkWithThem(string design)
    {
        var bench = new Bench(Named(design));
        List<int> blocks = [Blocks(bench)];
        var files = new Stack<ISessionFile>();
        foreach (string name in (string[])["a", "b", "c", "d", "e"])
        {
            files.Push(bench.Created(name));
            blocks.Add(Blocks(bench));
        }

        while (files.TryPop(out ISessionFile? file))
        {
            file.Release();
            blocks.Add(Blocks(bench));
        }

        Assert.Equal([0, 1, 1, 2, 2, 3, 2, 2, 1, 1, 0], blocks);
        Assert.Equal([(BlockState.Preserved, 1)], bench.Live());
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void SessionsGoOverInTheirOrderAcrossBlocks(string design)
    {
        Bench bench = new Bench(Named(design)).Carry("e", "d", "c", "b", "a");
        Assert.Equal(["e", "d", "c", "b", "a"], bench.Incoming);
        Assert.Equal(Errno.ENOENT, bench.Retrieve("x"));
        Assert.Equal(Errno.ENOENT, bench.Retrieve(""));
        ISessionFile file = bench.Retrieved("c");
        Assert.Equal(Errno.EINVAL, bench.Retrieve("c"));
        file.Release();
        Assert.Equal(["e", "d", "b", "a"], bench.Incoming);
        Assert.Equal([(BlockState.Preserved, 1)], bench.Live());
        Assert.Equal(1UL, bench.Machine.Kernel!.LiveUpdateNumber);
    }

    [Fact]
    public void ADuplicateAtABlockBoundaryLeavesAnEmptyBlockThatTheNextKernelRefuses()
    {
        var bench = new Bench(MainlineDesign.Small);
        Array.ForEach(["a", "b"], name => bench.Created(name));
        Assert.Equal(Errno.EEXIST, bench.Create("a"));
        Assert.Equal(2, Blocks(bench));
        Assert.Equal(Errno.Ok, bench.Machine.Kernel!.Reboot());
        Assert.Equal(Errno.EINVAL, bench.Machine.Jump());
        Assert.Null(bench.Machine.Kernel);
    }

    [Fact]
    public void ACloseTakesTheEmptyBlockAlongAndOneSessionMoreUsesIt()
    {
        var bench = new Bench(MainlineDesign.Small);
        ISessionFile file = bench.Created("a");
        bench.Created("b");
        Assert.Equal(Errno.EEXIST, bench.Create("a"));
        file.Release();
        Assert.Equal(1, Blocks(bench));
        bench.Created("c");
        Assert.Equal(Errno.EEXIST, bench.Create("c"));
        bench.Carry("d");
        Assert.Equal(["b", "c", "d"], bench.Incoming);
    }

    [Theory]
    [InlineData(51, false, Errno.EINVAL)]
    [InlineData(50, false, Errno.Ok)]
    [InlineData(52, false, Errno.Ok)]
    [InlineData(102, false, Errno.EINVAL)]
    [InlineData(51, true, Errno.Ok)]
    [InlineData(102, true, Errno.Ok)]
    public void AtTheRealSizeItTakesAMultipleOfFiftyOneSessions(int sessions, bool isFixed, Errno booted)
    {
        var bench = new Bench(isFixed ? MainlineDesign.Fixed : MainlineDesign.As72);
        for (int i = 0; i < sessions; i++)
        {
            bench.Created($"s{i}");
        }

        Assert.Equal(Errno.EEXIST, bench.Create("s0"));
        Assert.Equal(Errno.Ok, bench.Machine.Kernel!.Reboot());
        Assert.Equal(booted, bench.Machine.Jump());
    }

    [Fact]
    public void SerializeKeepsItsLockAndWhateverComesLaterWaits()
    {
        var bench = new Bench(MainlineDesign.Small);
        ISessionFile file = bench.Created("a");
        Assert.Equal(Errno.Ok, bench.Sessions.Serialize());
        Bench.AssertWaits(MainlineDesign.SerializeRwSem, () => bench.Create("b"));
        Bench.AssertWaits(MainlineDesign.SerializeRwSem, file.Release);
        Bench.AssertWaits(MainlineDesign.SerializeRwSem, () => bench.Sessions.Serialize());
    }

    [Fact]
    public void WithoutMemoryForABlockACreateLeavesNothing()
    {
        var bench = new Bench(MainlineDesign.Small);
        bench.Created("a");
        bench.Created("b");
        bench.Control.Refuse(FaultSites.PreservedMemory, request: 1);
        Assert.Equal(Errno.ENOMEM, bench.Create("c"));
        Assert.Equal((2, 1, 2), (bench.Outgoing.Length, Blocks(bench), bench.LiveObjects));
    }

    [Fact]
    public void ADeserializeThatFailsIsRememberedAndTheDeviceStaysShut()
    {
        var bench = new Bench(MainlineDesign.Small);
        Array.ForEach(Three, name => bench.Created(name));
        bench.Kexec();
        bench.Control.Refuse(FaultSites.SessionAllocation, request: 2);
        Assert.Equal(Errno.ENOMEM, bench.Sessions.Deserialize());
        Assert.Equal(Errno.ENOMEM, bench.Sessions.Deserialize());
        Assert.Equal(Errno.EIO, bench.Retrieve("a"));
        Assert.Equal(Errno.EIO, bench.Create("x"));
        Assert.Equal((0, 1, 1), (bench.Incoming.Length, bench.State.GivenUp, bench.LiveObjects));
        Assert.Equal([(BlockState.Preserved, 1)], bench.Live());
    }

    [Theory]
    [InlineData("count 0", Errno.EINVAL)]
    [InlineData("count 3", Errno.EINVAL)]
    [InlineData("cycle", Errno.EINVAL)]
    [InlineData("version", Errno.EINVAL)]
    [InlineData("duplicate", Errno.Ok)]
    [InlineData("unterminated", Errno.Ok)]
    public void OfWhatIsHandedOverItChecksVersionCountsAndCyclesBeforeItBoots(string corruption, Errno booted)
    {
        var bench = new Bench(MainlineDesign.SmallFixed);
        Array.ForEach(Three, name => bench.Created(name));
        Assert.Equal(Errno.Ok, bench.Machine.Kernel!.Reboot());
        IReadOnlyList<ulong> blocks = bench.State.OwnBlocks;
        Span<byte> first = bench.Machine.Memory.Tamper(blocks[0]).Span;
        Span<byte> second = bench.Machine.Memory.Tamper(blocks[1]).Span;
        switch (corruption)
        {
            case "version":
                bench.Machine.Memory.Tamper(bench.Machine.Kernel!.OutgoingTree).Span[5] = (byte)'4';
                break;
            case "cycle":
                BinaryPrimitives.WriteUInt64LittleEndian(second, blocks[0]);
                break;
            case "duplicate":
                first.Slice(KhoBlock.EntryOffset(0), 64).CopyTo(second[KhoBlock.EntryOffset(0)..]);
                break;
            case "unterminated":
                first.Slice(KhoBlock.EntryOffset(0), 64).Fill((byte)'x');
                break;
            default:
                second[KhoBlock.CountOffset] = (byte)(corruption[^1] - '0');
                break;
        }

        Assert.Equal(booted, bench.Machine.Jump());
        if (booted == Errno.Ok)
        {
            // It trusts the names: one that is there twice is found while it inserts, one without an end is cut.
            Assert.Equal(corruption == "duplicate" ? Errno.EEXIST : Errno.Ok, bench.Sessions.Deserialize());
            Assert.Equal(corruption == "duplicate" ? [] : [new string('x', 63), "b", "c"], bench.Incoming);
        }
        else if (corruption != "version")
        {
            // The whole chain is given back; the page that led to it is not.
            Assert.Equal(corruption == "cycle" ? 3 : 1, bench.Live().Length);
        }
    }

    private static int Blocks(Bench bench) => bench.State.OwnBlocks.Count;

    private static Design Named(string name) => Design.All.Single(design => design.Name == name);
}
