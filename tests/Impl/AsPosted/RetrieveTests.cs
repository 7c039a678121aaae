using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.AsPosted;

/// <summary><c>luo_session_retrieve</c> of the patch.</summary>
public class RetrieveTests
{
    private readonly Bench _bench = new Bench(Design.AsPosted).Carry("a", "b", "", new string('x', 63));

    [Fact]
    public void ARetrievedSessionStaysInItsPlace()
    {
        _bench.Retrieved("b");
        Assert.Equal([false, true, false, false], _bench.State.Incoming.Select(session => session.Retrieved));
        Assert.Equal(4, _bench.State.IncomingCount);
    }

    [Theory]
    [InlineData("c")]
    [InlineData("aa")]
    [InlineData("xxx")]
    public void AnUnknownNameAnswersEnoent(string name) =>
        _bench.Unchanged(() => Assert.Equal(Errno.ENOENT, _bench.Retrieve(name)));

    [Fact]
    public void ASecondRetrieveAnswersEinval()
    {
        _bench.Retrieved("a");
        _bench.Unchanged(() => Assert.Equal(Errno.EINVAL, _bench.Retrieve("a")));
    }

    [Fact]
    public void AClosedSessionAnswersEnoent()
    {
        _bench.Retrieved("a").Release();
        Assert.Equal(Errno.ENOENT, _bench.Retrieve("a"));
    }

    [Fact]
    public void ARefusedFileAnswersEnfileAndLeavesTheSessionToBeRetrieved()
    {
        _bench.Control.Refuse(FaultSites.FileCreation);
        _bench.Unchanged(() => Assert.Equal(Errno.ENFILE, _bench.Retrieve("a")));
        Assert.Equal(Errno.Ok, _bench.Retrieve("a"));
    }

    [Theory]
    [InlineData("a\0tail")]
    [InlineData("")]
    [InlineData("\0tail")]
    public void ANameIsReadUpToItsNul(string name) => Assert.Equal(Errno.Ok, _bench.Retrieve(name));

    [Fact]
    public void ANameThatWasCutIsNotFoundByTheLongName()
    {
        Assert.Equal(Errno.ENOENT, _bench.Retrieve(new string('x', 64)));
        Assert.Equal(Errno.Ok, _bench.Retrieve(new string('x', 63)));
    }

    [Fact]
    public void BeforeDeserializeNothingIsFound()
    {
        var bench = new Bench(Design.AsPosted);
        bench.Created("a");
        bench.Kexec();
        Assert.Equal(Errno.ENOENT, bench.Retrieve("a"));
    }

    [Fact]
    public void ASessionOfThisKernelIsNotFound()
    {
        _bench.Created("mine");
        Assert.Equal(Errno.ENOENT, _bench.Retrieve("mine"));
    }

    [Fact]
    public void AfterSerializeASessionIsStillHandedOut()
    {
        _bench.Sessions.Serialize();
        Assert.Equal(Errno.Ok, _bench.Retrieve("a"));
    }
}
