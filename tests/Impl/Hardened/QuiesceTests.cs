using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.Hardened;

/// <summary>Quiesced means that no session exists, waits, or comes into being.</summary>
public class QuiesceTests
{
    private readonly Bench _bench = new(Design.Hardened);

    [Fact]
    public void WithoutSessionsItIsTrueUntilResume()
    {
        Assert.True(_bench.Sessions.Quiesce(), "not quiesced");
        Assert.True(_bench.State.Quiesced, "not reported");
        _bench.Sessions.Resume();
        Assert.False(_bench.State.Quiesced, "not resumed");
        _bench.Created("a");
    }

    [Fact]
    public void WithAnOutgoingSessionItIsFalseAndChangesNothing()
    {
        _bench.Created("a");
        NotQuiesced();
    }

    [Fact]
    public void WithAnIncomingSessionItIsFalseAndChangesNothing()
    {
        _bench.Carry("a");
        NotQuiesced();
    }

    [Fact]
    public void WithASessionThatWaitsToBeDeserializedItIsFalseAndChangesNothing()
    {
        _bench.Created("a");
        _bench.Kexec();
        NotQuiesced();
    }

    [Fact]
    public void WithASessionThatIsClosedButFrozenItIsFalse()
    {
        ISessionFile file = _bench.Created("a");
        _bench.Sessions.Serialize();
        file.Release();
        NotQuiesced();
    }

    [Fact]
    public void OnceTheLastSessionIsClosedItIsTrue()
    {
        _bench.Carry("a");
        _bench.Retrieved("a").Release();
        Assert.True(_bench.Sessions.Quiesce(), "not quiesced");
    }

    [Fact]
    public void AfterADeserializeThatFailedItIsTrue()
    {
        Bench bench = Bench.HandedOver(Design.Hardened, ulong.MaxValue);
        bench.Sessions.Deserialize();
        Assert.True(bench.Sessions.Quiesce(), "not quiesced");
    }

    [Fact]
    public void WhileQuiescedWhatMakesOrCountsSessionsWaits()
    {
        _bench.Sessions.Quiesce();
        Bench.AssertWaits("gate", () => _bench.Create("a"));
        Bench.AssertWaits("gate", () => _bench.Retrieve("a"));
        Bench.AssertWaits("gate", () => _bench.Sessions.Serialize());
        Bench.AssertWaits("gate", () => _bench.Sessions.Quiesce());
    }

    [Fact]
    public void WhileQuiescedDeserializeAndAbortDoNotWait()
    {
        _bench.Sessions.Serialize();
        _bench.Sessions.Quiesce();
        Assert.Equal(Errno.Ok, _bench.Sessions.Deserialize());
        Assert.Equal(Errno.Ok, _bench.Sessions.AbortSerialize());
        Assert.True(_bench.State.Quiesced, "no longer quiesced");
    }

    [Fact]
    public void ResumeWithoutQuiesceIsAnErrorAndChangesNothing() =>
        _bench.Unchanged(() => Assert.Throws<LockNotHeldException>(_bench.Sessions.Resume));

    [Fact]
    public void ResumeAfterAQuiesceThatWasFalseIsAnError()
    {
        _bench.Created("a");
        _bench.Sessions.Quiesce();
        Assert.Throws<LockNotHeldException>(_bench.Sessions.Resume);
    }

    [Fact]
    public void ResumeByAnotherThreadIsAnErrorAndChangesNothing()
    {
        _bench.Sessions.Quiesce();
        _bench.Unchanged(() => Assert.IsType<LockNotHeldException>(Bench.InAnotherThread(_bench.Sessions.Resume)));
        _bench.Sessions.Resume();
    }

    private void NotQuiesced() => _bench.Unchanged(() => Assert.False(_bench.Sessions.Quiesce(), "quiesced"));
}
