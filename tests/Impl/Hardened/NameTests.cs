using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.Hardened;

/// <summary>Which names are taken.</summary>
public class NameTests
{
    private readonly Bench _bench = new(Design.Hardened, capacity: 2);

    public static TheoryData<string> NoNames => ["", new string('x', 64), new string('x', 200), "\0", "vm\0", "\0vm", "v\0m"];

    [Theory]
    [MemberData(nameof(NoNames))]
    public void WhatIsNoNameAnswersEinvalAndChangesNothing(string name) => _bench.Unchanged(() =>
    {
        Assert.Equal(Errno.EINVAL, _bench.Create(name));
        Assert.Equal(Errno.EINVAL, _bench.Retrieve(name));
    });

    [Theory]
    [MemberData(nameof(NoNames))]
    public void WhatIsNoNameIsRefusedWithoutWaiting(string name)
    {
        _bench.Sessions.Quiesce();
        Assert.Equal(Errno.EINVAL, _bench.Create(name));
        Assert.Equal(Errno.EINVAL, _bench.Retrieve(name));
    }

    [Theory]
    [MemberData(nameof(NoNames))]
    public void WhatIsNoNameAnswersEinvalWhileFrozenToo(string name)
    {
        _bench.Sessions.Serialize();
        Assert.Equal(Errno.EINVAL, _bench.Create(name));
        Assert.Equal(Errno.EINVAL, _bench.Retrieve(name));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    public void ANameOf1To63BytesIsKeptWholeAcrossAKexec(int length)
    {
        string name = new('x', length);
        Assert.Equal([name], _bench.Carry(name).Incoming);
    }

    [Fact]
    public void LongNamesThatDifferInTheirLastByteDoNotCollide()
    {
        _bench.Created(new string('x', 62) + "1");
        _bench.Created(new string('x', 62) + "2");
    }

    [Fact]
    public void BytesThatAreNotUtf8AreTakenAsTheyAre()
    {
        var name = new ByteString([0xff, 0x80, (byte)'/']);
        Assert.Equal(Errno.Ok, _bench.Sessions.Create(name, out _));
        Assert.Equal(name, Assert.Single(_bench.State.Outgoing).Name);
    }

    [Fact]
    public void ANameThatIsTakenAnswersEexistAndChangesNothing()
    {
        _bench.Created("a");
        _bench.Unchanged(() => Assert.Equal(Errno.EEXIST, _bench.Create("a")));
    }

    [Fact]
    public void ANameThatIsTakenAnswersEexistAtCapacityToo()
    {
        _bench.Created("a");
        _bench.Created("b");
        _bench.Unchanged(() => Assert.Equal(Errno.EEXIST, _bench.Create("a")));
    }

    [Fact]
    public void AtCapacityANewNameAnswersEnomemAndChangesNothing()
    {
        _bench.Created("a");
        _bench.Created("b");
        _bench.Unchanged(() => Assert.Equal(Errno.ENOMEM, _bench.Create("c")));
    }

    [Fact]
    public void AFullBlockHolds1023Sessions()
    {
        var bench = new Bench(Design.Hardened);
        string[] names = [.. Enumerable.Range(0, 1023).Select(i => $"vm-{i}")];
        Array.ForEach(names, name => bench.Created(name));
        Assert.Equal(Errno.ENOMEM, bench.Create("one-more"));
        bench.Kexec();
        bench.Sessions.Deserialize();
        Assert.Equal(names, bench.Incoming);
    }

    [Fact]
    public void AClosedSessionGivesItsPlaceAndItsNameBack()
    {
        ISessionFile file = _bench.Created("a");
        _bench.Created("b");
        file.Release();
        _bench.Created("a");
        Assert.Equal(["b", "a"], _bench.Outgoing);
    }

    [Fact]
    public void ANameOfTheIncomingListIsNotTaken()
    {
        _bench.Carry("a");
        _bench.Created("a");
    }

    [Fact]
    public void ARefusedAllocationAnswersEnomemAndChangesNothing()
    {
        _bench.Control.Refuse(FaultSites.SessionAllocation);
        _bench.Unchanged(() => Assert.Equal(Errno.ENOMEM, _bench.Create("a")));
    }

    [Fact]
    public void ARefusedFileAnswersEnfileAndChangesNothing()
    {
        _bench.Control.Refuse(FaultSites.FileCreation);
        _bench.Unchanged(() =>
        {
            Assert.Equal(Errno.ENFILE, _bench.Sessions.Create(Bench.Bytes("a"), out ISessionFile? file));
            Assert.Null(file);
        });
        _bench.Created("a");
    }
}
