using LuoVerified.Abi;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.Hardened;

/// <summary>Which sessions the next kernel receives.</summary>
public class CarryOverTests
{
    private readonly Bench _bench = new(Design.Hardened);

    [Fact]
    public void TheSessionsStillOpenAreCarriedInTheOrderOfTheirCreation()
    {
        _bench.Created("c");
        _bench.Created("a").Release();
        _bench.Created("b");
        _bench.Created("a");
        _bench.Kexec();
        _bench.Sessions.Deserialize();
        Assert.Equal(["c", "b", "a"], _bench.Incoming);
    }

    [Fact]
    public void SessionsThatWereHandedOverAreNotCarriedASecondTime()
    {
        _bench.Carry("a", "b");
        _bench.Retrieved("a");
        _bench.Created("c");
        _bench.Kexec();
        _bench.Sessions.Deserialize();
        Assert.Equal(["c"], _bench.Incoming);
    }

    [Fact]
    public void SessionsThatWereNeverDeserializedAreNotCarriedOn()
    {
        _bench.Created("a");
        _bench.Kexec();
        _bench.Kexec();
        Assert.False(_bench.State.Waiting, "they wait");
        _bench.Sessions.Deserialize();
        Assert.Empty(_bench.Incoming);
    }

    [Fact]
    public void AJumpWithoutSerializeHandsOverNothing()
    {
        _bench.Created("a");
        _bench.Machine.Jump();
        _bench.Sessions.Deserialize();
        Assert.Empty(_bench.Incoming);
    }

    [Fact]
    public void AfterAnAbortAJumpHandsOverTheImageThatWasWritten()
    {
        _bench.Created("a");
        _bench.Sessions.Serialize();
        _bench.Sessions.AbortSerialize();
        _bench.Created("b");
        _bench.Machine.Jump();
        _bench.Sessions.Deserialize();
        Assert.Equal(["a"], _bench.Incoming);
    }

    [Fact]
    public void NoByteOfAnEarlierImageStaysInTheBlock()
    {
        ISessionFile file = _bench.Created("longer");
        _bench.Sessions.Serialize();
        _bench.Sessions.AbortSerialize();
        file.Release();
        _bench.Created("b");
        _bench.Sessions.Serialize();
        Assert.True(SessionBlock.Read(_bench.Block).IsCanonical, "old bytes stay");
    }
}
