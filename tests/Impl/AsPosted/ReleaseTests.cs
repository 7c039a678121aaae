using LuoVerified.Abi;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.AsPosted;

/// <summary><c>luo_session_release</c> of the patch.</summary>
public class ReleaseTests
{
    private readonly Bench _bench = new(Design.AsPosted);

    [Fact]
    public void ClosingACreatedSessionEndsIt()
    {
        ISessionFile file = _bench.Created("a");
        _bench.Created("b");
        file.Release();
        Assert.Equal(["b"], _bench.Outgoing);
        Assert.Equal(1, _bench.State.OutgoingCount);
        Assert.Equal(1, _bench.LiveObjects);
    }

    [Fact]
    public void ClosingARetrievedSessionEndsItInTheIncomingList()
    {
        _bench.Carry("a", "b");
        _bench.Created("a");
        _bench.Retrieved("a").Release();
        Assert.Equal(["b"], _bench.Incoming);
        Assert.Equal(1, _bench.State.IncomingCount);
        Assert.Equal(["a"], _bench.Outgoing);
    }

    [Fact]
    public void TheNameOfAClosedSessionIsFree()
    {
        _bench.Created("a").Release();
        _bench.Created("a");
    }

    [Fact]
    public void ClosingAfterSerializeTakesEffectAndTheSessionComesBack()
    {
        ISessionFile file = _bench.Created("a");
        _bench.Sessions.Serialize();
        file.Release();
        Assert.Empty(_bench.Outgoing);
        _bench.Machine.Jump();
        _bench.Sessions.Deserialize();
        Assert.Equal(["a"], _bench.Incoming);
    }

    [Fact]
    public void AFileIsClosedOnce()
    {
        ISessionFile file = _bench.Created("a");
        file.Release();
        Assert.Throws<InvalidOperationException>(file.Release);
    }
}
