using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl.Memory;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.Hardened;

/// <summary>What is allocated is freed, and what is preserved is given back. (For failed boots see BootTests, for failed
/// deserializes DeserializeTests.)</summary>
public class LeakTests
{
    private static readonly (BlockState, int)[] OwnPages = [(BlockState.Preserved, 1), (BlockState.Preserved, 16)];

    private readonly Bench _bench = new(Design.Hardened, capacity: 1);

    [Fact]
    public void ARoundThatAnswersEveryErrorLeavesNothing()
    {
        _bench.Carry("old");
        ISessionFile old = _bench.Retrieved("old");
        _bench.Control.Refuse(FaultSites.SessionAllocation);
        Assert.Equal(Errno.ENOMEM, _bench.Create("a"));
        _bench.Control.Refuse(FaultSites.FileCreation);
        Assert.Equal(Errno.ENFILE, _bench.Create("a"));
        ISessionFile file = _bench.Created("a");
        Assert.Equal(Errno.EEXIST, _bench.Create("a"));
        Assert.Equal(Errno.ENOMEM, _bench.Create("b"));
        Assert.Equal(Errno.EINVAL, _bench.Create(""));
        Assert.Equal(Errno.EINVAL, _bench.Retrieve("old"));
        Assert.Equal(Errno.ENOENT, _bench.Retrieve("a"));
        _bench.Sessions.Serialize();
        Assert.Equal(Errno.EBUSY, _bench.Create("b"));
        file.Release();
        old.Release();
        _bench.Sessions.AbortSerialize();
        Assert.Equal(0, _bench.LiveObjects);
        Assert.Equal(OwnPages, _bench.Live());
    }

    [Fact]
    public void ManyKernelsInARowKeepNoMoreMemoryThanOne()
    {
        for (int i = 0; i < 5; i++)
        {
            _bench.Carry($"vm-{i}");
            Assert.Equal(OwnPages, _bench.Live());
            Assert.Equal(1, _bench.LiveObjects);
        }
    }

    [Fact]
    public void AHandOverThatNobodyDeserializesDiesWithItsKernel()
    {
        _bench.Created("a");
        _bench.Kexec();
        Assert.Contains((BlockState.HandedOver, 16), _bench.Live());
        _bench.Kexec();
        Assert.Equal(3, _bench.Live().Length); // its own page and block, and the block of the kernel before
    }
}
