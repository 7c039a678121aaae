using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.AsPosted;

/// <summary><c>luo_session_quiesce</c> and <c>luo_session_resume</c> of the patch.</summary>
public class QuiesceTests
{
    private readonly Bench _bench = new(Design.AsPosted);

    [Fact]
    public void WithoutSessionsItIsTrueUntilResume()
    {
        Assert.True(_bench.Sessions.Quiesce(), "not quiesced");
        _bench.Sessions.Resume();
        Assert.Equal(Errno.Ok, _bench.Create("a"));
    }

    [Fact]
    public void WithAnOutgoingSessionItIsFalseAndHoldsNoLock()
    {
        _bench.Created("a");
        _bench.Unchanged(() => Assert.False(_bench.Sessions.Quiesce(), "quiesced"));
    }

    [Fact]
    public void WithAnIncomingSessionItIsFalseAndHoldsNoLock()
    {
        _bench.Carry("a");
        _bench.Unchanged(() => Assert.False(_bench.Sessions.Quiesce(), "quiesced"));
    }

    [Fact]
    public void SessionsThatWaitToBeDeserializedDoNotCount()
    {
        _bench.Created("a");
        _bench.Kexec();
        Assert.True(_bench.Sessions.Quiesce(), "not quiesced");
        _bench.Sessions.Resume();
        Assert.Equal(Errno.Ok, _bench.Sessions.Deserialize());
        Assert.Equal(["a"], _bench.Incoming);
    }

    [Fact]
    public void WhileQuiescedEveryUseOfAListWaits()
    {
        _bench.Created("a");
        _bench.Kexec();
        _bench.Sessions.Quiesce();
        Bench.AssertWaits("outgoing.rwsem", () => _bench.Create("b"));
        Bench.AssertWaits("incoming.rwsem", () => _bench.Retrieve("a"));
        Bench.AssertWaits("outgoing.rwsem", () => _bench.Sessions.Serialize());
        Bench.AssertWaits("incoming.rwsem", () => _bench.Sessions.Quiesce());
        Bench.AssertWaits("incoming.rwsem", () => _bench.Sessions.Deserialize());
    }

    [Fact]
    public void WhileQuiescedDeserializeAfterAColdBootDoesNotWait()
    {
        _bench.Sessions.Quiesce();
        Assert.Equal(Errno.Ok, _bench.Sessions.Deserialize());
    }

    [Fact]
    public void ResumeWithoutQuiesceIsAnErrorAndChangesNothing() =>
        _bench.Unchanged(() => Assert.Throws<LockNotHeldException>(_bench.Sessions.Resume));

    [Fact]
    public void ResumeByAnotherThreadIsAnErrorAndChangesNothing()
    {
        _bench.Sessions.Quiesce();
        _bench.Unchanged(() => Assert.IsType<LockNotHeldException>(Bench.InAnotherThread(_bench.Sessions.Resume)));
        _bench.Sessions.Resume();
    }
}
