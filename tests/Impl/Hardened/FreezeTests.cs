using LuoVerified.Abi;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.Hardened;

/// <summary>From serialize until the reboot or its abort the image stays what lives.</summary>
public class FreezeTests
{
    private readonly Bench _bench = new Bench(Design.Hardened, capacity: 3).Carry("old", "older");
    private readonly ISessionFile _a;
    private readonly ISessionFile _old;

    public FreezeTests()
    {
        _a = _bench.Created("a");
        _bench.Created("b");
        _old = _bench.Retrieved("old");
        Assert.Equal(Errno.Ok, _bench.Machine.Kernel!.Reboot());
    }

    [Fact]
    public void TheImageHoldsTheOutgoingSessionsInOrder()
    {
        Assert.True(_bench.State.Frozen, "not frozen");
        Assert.Equal(["a", "b"], _bench.Image);
    }

    [Theory]
    [InlineData("c")]
    [InlineData("a")]
    public void CreateAnswersEbusyAndChangesNothing(string name) =>
        _bench.Unchanged(() => Assert.Equal(Errno.EBUSY, _bench.Create(name)));

    [Fact]
    public void CreateAnswersEbusyAtCapacityToo()
    {
        _bench.Sessions.AbortSerialize();
        _bench.Created("c");
        _bench.Sessions.Serialize();
        Assert.Equal(Errno.EBUSY, _bench.Create("d"));
    }

    [Theory]
    [InlineData("older")]
    [InlineData("old")]
    [InlineData("unknown")]
    public void RetrieveAnswersEbusyAndChangesNothing(string name) =>
        _bench.Unchanged(() => Assert.Equal(Errno.EBUSY, _bench.Retrieve(name)));

    [Fact]
    public void ASecondSerializeAnswersEbusyAndChangesNothing() => _bench.Unchanged(() =>
    {
        byte[] block = _bench.Block.ToArray();
        Assert.Equal(Errno.EBUSY, _bench.Sessions.Serialize());
        Assert.Equal(block, _bench.Block.ToArray());
    });

    [Fact]
    public void ClosingACreatedSessionLeavesItInTheListAndInTheImage()
    {
        _bench.Unchanged(_a.Release);
        Assert.Equal(["a", "b"], _bench.Image);
    }

    [Fact]
    public void AClosedSessionComesBackWhenTheRebootHappens()
    {
        _a.Release();
        _bench.Machine.Jump();
        _bench.Sessions.Deserialize();
        Assert.Equal(["a", "b"], _bench.Incoming);
    }

    [Fact]
    public void AClosedSessionGoesWhenTheRebootIsAborted()
    {
        _a.Release();
        int objects = _bench.LiveObjects;
        Assert.Equal(Errno.Ok, _bench.Sessions.AbortSerialize());
        Assert.Equal(["b"], _bench.Outgoing);
        Assert.Equal(1, _bench.State.OutgoingCount);
        Assert.Equal(objects - 1, _bench.LiveObjects);
        Assert.Equal(Errno.Ok, _bench.Create("a"));
    }

    [Fact]
    public void ClosingARetrievedSessionTakesEffectAtOnce()
    {
        _old.Release();
        Assert.Equal(["older"], _bench.Incoming);
        Assert.Equal(["a", "b"], _bench.Image);
    }

    [Fact]
    public void AfterAnAbortEverythingIsPossibleAgain()
    {
        Assert.Equal(Errno.Ok, _bench.Sessions.AbortSerialize());
        Assert.False(_bench.State.Frozen, "still frozen");
        Assert.Equal(["a", "b"], _bench.Outgoing);
        _bench.Created("c");
        _bench.Retrieved("older");
        _a.Release();
        Assert.Equal(Errno.Ok, _bench.Sessions.Serialize());
        Assert.Equal(["b", "c"], _bench.Image);
    }

    [Fact]
    public void AbortWhenNotFrozenAnswersEinvalAndChangesNothing()
    {
        _bench.Sessions.AbortSerialize();
        _bench.Unchanged(() => Assert.Equal(Errno.EINVAL, _bench.Sessions.AbortSerialize()));
    }

    [Fact]
    public void DeserializeIsPossibleWhileFrozen()
    {
        _bench.Machine.Jump();
        _bench.Sessions.Serialize();
        Assert.Equal(Errno.Ok, _bench.Sessions.Deserialize());
        Assert.Equal(["a", "b"], _bench.Incoming);
    }

    [Fact]
    public void TheNextKernelIsNotFrozen()
    {
        _bench.Machine.Jump();
        Assert.False(_bench.State.Frozen, "frozen from the start");
        _bench.Created("c");
    }
}
