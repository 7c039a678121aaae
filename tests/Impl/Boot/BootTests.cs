using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Core;
using LuoVerified.Impl.Memory;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.Boot;

/// <summary>What one kernel hands the next and what the next makes of it.</summary>
public class BootTests
{
    public static TheoryData<string> Designs => new() { Design.AsPosted.Name, Design.Hardened.Name };

    public static TheoryData<string, string> SpoiltTrees
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (Design design in Design.Default)
            {
                foreach (string tree in Trees.Keys)
                {
                    data.Add(design.Name, tree);
                }
            }

            return data;
        }
    }

    private static readonly Dictionary<string, byte[]> Trees = new()
    {
        ["not a tree"] = new byte[Limits.FdtSize],
        ["other root"] = Tree("luo-v2"u8, 8, "luo-session"u8, "luo-session-v1"u8, 8),
        ["no number"] = Tree("luo-v1"u8, null, "luo-session"u8, "luo-session-v1"u8, 8),
        ["short number"] = Tree("luo-v1"u8, 4, "luo-session"u8, "luo-session-v1"u8, 8),
        ["other node"] = Tree("luo-v1"u8, 8, "luo-sessions"u8, "luo-session-v1"u8, 8),
        ["other session version"] = Tree("luo-v1"u8, 8, "luo-session"u8, "luo-session-v2"u8, 8),
        ["no address"] = Tree("luo-v1"u8, 8, "luo-session"u8, "luo-session-v1"u8, null),
        ["short address"] = Tree("luo-v1"u8, 8, "luo-session"u8, "luo-session-v1"u8, 4),
    };

    [Theory]
    [MemberData(nameof(Designs))]
    public void AColdBootPreservesOnePageAndOneBlockAndHasNumberZero(string design)
    {
        Bench bench = Booted(design);
        Assert.Equal(0UL, bench.Machine.Kernel!.LiveUpdateNumber);
        Assert.Equal([(BlockState.Preserved, 1), (BlockState.Preserved, 16)], bench.Live());
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void TheOutgoingTreeCarriesTheNextNumberAndTheBlock(string design)
    {
        Bench bench = Booted(design);
        for (ulong number = 0; number < 3; number++)
        {
            Kernel kernel = bench.Machine.Kernel!;
            LuoTreeResult tree = LuoTree.Read(bench.Machine.Memory.Observe(kernel.OutgoingTree));
            Assert.Equal(number, kernel.LiveUpdateNumber);
            Assert.Equal((number + 1, bench.State.OutgoingBlock), (tree.Number, tree.SessionHeaderAddress));
            bench.Machine.Jump();
        }
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void TheNumberIsCountedWithoutEnd(string design)
    {
        Bench bench = Booted(design);
        Spoil(bench, LuoTree.Write(ulong.MaxValue, bench.State.OutgoingBlock));
        Assert.Equal(Errno.Ok, bench.Machine.Jump());
        Assert.Equal(ulong.MaxValue, bench.Machine.Kernel!.LiveUpdateNumber);
        bench.Machine.Jump();
        Assert.Equal(0UL, bench.Machine.Kernel!.LiveUpdateNumber);
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void TheTreeThatWasHandedOverIsGivenBackAtBoot(string design)
    {
        Bench bench = Booted(design);
        ulong tree = bench.Machine.Kernel!.OutgoingTree;
        bench.Machine.Jump();
        Assert.False(bench.Machine.Memory.IsHandedOver(tree, 1), "not given back");
    }

    [Theory]
    [MemberData(nameof(SpoiltTrees))]
    public void ATreeThatIsNotAsItMustBeIsFatal(string design, string tree)
    {
        Bench bench = Booted(design);
        Spoil(bench, Trees[tree]);
        Assert.Equal(Errno.EINVAL, bench.Machine.Jump());
        Assert.Null(bench.Machine.Kernel);
    }

    [Fact]
    public void TheTreesOfTheseTestsAreSpoiltInOneThingOnly() =>
        Assert.True(LuoTree.Read(Tree("luo-v1"u8, 8, "luo-session"u8, "luo-session-v1"u8, 8)).IsOk, "corrupted otherwise");

    [Theory]
    [MemberData(nameof(Designs))]
    public void AColdBootWithoutMemoryForTheTreeAnswersEnomemAndLeavesNothing(string design)
    {
        (Machine machine, RecordingControl control) = Off(design);
        control.Refuse(FaultSites.PreservedMemory);
        Assert.Equal(Errno.ENOMEM, machine.ColdBoot());
        Assert.Null(machine.Kernel);
        Assert.Empty(machine.Memory.Live);
    }

    [Fact]
    public void HardenedWithoutMemoryForTheBlockAnswersEnomemAndLeavesNothing()
    {
        (Machine machine, RecordingControl control) = Off(Design.Hardened.Name);
        control.Refuse(FaultSites.PreservedMemory, request: 2);
        Assert.Equal(Errno.ENOMEM, machine.ColdBoot());
        Assert.Null(machine.Kernel);
        Assert.Empty(machine.Memory.Live);
    }

    [Fact]
    public void AsPostedWithoutMemoryForTheBlockReadsAVariableThatHasNoValue()
    {
        (Machine machine, RecordingControl control) = Off(Design.AsPosted.Name);
        control.Refuse(FaultSites.PreservedMemory, request: 2);
        Bench.AssertViolation(RuntimeChecks.UninitialisedRead, () => machine.ColdBoot());
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void ATreeWithoutRoomForTheSessionNodeAnswersEnospcAndLeavesNothing(string design)
    {
        Bench bench = Booted(design);
        bench.Unchanged(() => Assert.Equal(Errno.ENOSPC, ((IDeviceTreeSessions)bench.Sessions).SetupOutgoing(new FdtWriter(new byte[64]))));
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void AJumpWithoutMemoryForTheNextTreeLeavesNoKernel(string design)
    {
        Bench bench = Booted(design);
        bench.Control.Refuse(FaultSites.PreservedMemory);
        Assert.Equal(Errno.ENOMEM, bench.Machine.Jump());
        Assert.Null(bench.Machine.Kernel);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(0x1_0000UL)]
    [InlineData(ulong.MaxValue)]
    public void HardenedRefusesToBootWithAnAddressWhereNoBlockIs(ulong address)
    {
        Bench bench = WithAddress(Design.Hardened, address);
        Assert.Equal(Errno.EINVAL, bench.Machine.Jump());
    }

    [Fact]
    public void HardenedRefusesToBootWithAnAddressInsideTheBlock()
    {
        var bench = new Bench(Design.Hardened);
        Spoil(bench, LuoTree.Write(1, bench.State.OutgoingBlock + 8));
        Assert.Equal(Errno.EINVAL, bench.Machine.Jump());
    }

    [Fact]
    public void HardenedRefusesToBootWithTheAddressOfTheTree()
    {
        var bench = new Bench(Design.Hardened);
        Spoil(bench, LuoTree.Write(1, bench.Machine.Kernel!.OutgoingTree));
        Assert.Equal(Errno.EINVAL, bench.Machine.Jump());
    }

    [Theory]
    [InlineData(0UL, RuntimeChecks.NullDereference)]
    [InlineData(0x1_0000UL, RuntimeChecks.OutOfBounds)]
    [InlineData(0x7fff_ffff_0000UL, RuntimeChecks.OutOfBounds)]
    [InlineData(ulong.MaxValue - 8, RuntimeChecks.OutOfBounds)]
    [InlineData(ulong.MaxValue, RuntimeChecks.OutOfBounds)]
    public void AsPostedBootsWithAnyAddressAndFollowsItWhenItDeserializes(ulong address, string check)
    {
        Bench bench = WithAddress(Design.AsPosted, address);
        Assert.Equal(Errno.Ok, bench.Machine.Jump());
        Bench.AssertViolation(check, () => bench.Sessions.Deserialize());
    }

    private static Bench Booted(string design) => new(Named(design));

    private static Design Named(string design) => Design.All.Single(each => each.Name == design);

    private static (Machine, RecordingControl) Off(string design)
    {
        var control = new RecordingControl();
        return (new Machine(control, Named(design)), control);
    }

    private static Bench WithAddress(Design design, ulong address)
    {
        var bench = new Bench(design);
        Spoil(bench, LuoTree.Write(1, address));
        return bench;
    }

    private static void Spoil(Bench bench, byte[] tree) =>
        tree.CopyTo(bench.Machine.Memory.Tamper(bench.Machine.Kernel!.OutgoingTree));

    private static byte[] Tree(
        ReadOnlySpan<byte> root, int? numberSize, ReadOnlySpan<byte> node, ReadOnlySpan<byte> sessions, int? addressSize)
    {
        var page = new byte[Limits.FdtSize];
        var writer = new FdtWriter(page);
        writer.Create();
        writer.FinishReserveMap();
        writer.BeginNode(""u8);
        writer.PropertyString("compatible"u8, root);
        if (numberSize is { } size)
        {
            writer.Property("liveupdate-number"u8, new byte[size]);
        }

        writer.BeginNode(node);
        writer.PropertyString("compatible"u8, sessions);
        if (addressSize is { } length)
        {
            writer.Property("luo-session-header"u8, new byte[length]);
        }

        writer.EndNode();
        writer.EndNode();
        Assert.Equal(FdtError.None, writer.Finish());
        return page;
    }
}
