using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.Hardened;

/// <summary>Who gets what the previous kernel preserved.</summary>
public class RetrieveTests
{
    private readonly Bench _bench = new Bench(Design.Hardened).Carry("a", "b");

    [Fact]
    public void ARetrievedSessionStaysInItsPlace()
    {
        _bench.Retrieved("b");
        Assert.Equal(
            [new ListedSession(Bench.Bytes("a"), false), new ListedSession(Bench.Bytes("b"), true)], _bench.State.Incoming);
    }

    [Fact]
    public void AnUnknownNameAnswersEnoentAndChangesNothing() =>
        _bench.Unchanged(() => Assert.Equal(Errno.ENOENT, _bench.Retrieve("c")));

    [Fact]
    public void ASessionOfThisKernelIsNotFound()
    {
        _bench.Created("mine");
        Assert.Equal(Errno.ENOENT, _bench.Retrieve("mine"));
    }

    [Fact]
    public void ASecondRetrieveAnswersEinvalAndChangesNothing()
    {
        _bench.Retrieved("a");
        _bench.Unchanged(() => Assert.Equal(Errno.EINVAL, _bench.Retrieve("a")));
    }

    [Fact]
    public void AClosedSessionAnswersEnoent()
    {
        _bench.Retrieved("a").Release();
        Assert.Equal(Errno.ENOENT, _bench.Retrieve("a"));
        Assert.Equal(["b"], _bench.Incoming);
    }

    [Fact]
    public void ARefusedFileAnswersEnfileAndLeavesTheSessionToBeRetrieved()
    {
        _bench.Control.Refuse(FaultSites.FileCreation);
        _bench.Unchanged(() => Assert.Equal(Errno.ENFILE, _bench.Retrieve("a")));
        _bench.Retrieved("a");
    }

    [Fact]
    public void BeforeDeserializeNothingIsFound()
    {
        var bench = new Bench(Design.Hardened);
        bench.Created("a");
        bench.Kexec();
        Assert.Equal(Errno.ENOENT, bench.Retrieve("a"));
    }
}
