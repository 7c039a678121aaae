using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.AsPosted;

/// <summary><c>luo_session_create</c> of the patch.</summary>
public class CreateTests
{
    private readonly Bench _bench = new(Design.AsPosted, capacity: 2);

    public static TheoryData<string, string> StoredNames => new()
    {
        { "", "" },
        { "vm", "vm" },
        { new string('x', 63), new string('x', 63) },
        { new string('x', 64), new string('x', 63) },
        { new string('x', 200), new string('x', 63) },
        { "vm\0tail", "vm" },
        { "\0vm", "" },
        { new string('x', 63) + "\0", new string('x', 63) },
    };

    [Fact]
    public void SessionsStandInTheOrderOfTheirCreation()
    {
        _bench.Created("b");
        _bench.Created("a");
        Assert.Equal(["b", "a"], _bench.Outgoing);
        Assert.Equal(2, _bench.State.OutgoingCount);
    }

    [Theory]
    [MemberData(nameof(StoredNames))]
    public void ANameIsCutAtItsNulAndAfter63Bytes(string asked, string stored)
    {
        Assert.Equal(Errno.Ok, _bench.Create(asked));
        Assert.Equal(Bench.Bytes(stored), Assert.Single(_bench.State.Outgoing).Name);
    }

    [Theory]
    [InlineData("vm", "vm")]
    [InlineData("", "")]
    [InlineData("", "\0x")]
    [InlineData("vm", "vm\0x")]
    [InlineData("vm\0x", "vm\0y")]
    public void ANameThatIsTakenAnswersEexistAndChangesNothing(string first, string second)
    {
        _bench.Created(first);
        _bench.Unchanged(() => Assert.Equal(Errno.EEXIST, _bench.Create(second)));
    }

    [Fact]
    public void LongNamesThatDifferBehindByte63Collide()
    {
        _bench.Created(new string('x', 63) + "1");
        Assert.Equal(Errno.EEXIST, _bench.Create(new string('x', 63) + "2"));
        Assert.Equal(Errno.EEXIST, _bench.Create(new string('x', 63)));
    }

    [Fact]
    public void BytesThatAreNotUtf8AreTakenAsTheyAre()
    {
        var name = new ByteString([0xff, 0x80, (byte)'/']);
        Assert.Equal(Errno.Ok, _bench.Sessions.Create(name, out _));
        Assert.Equal(name, Assert.Single(_bench.State.Outgoing).Name);
    }

    [Fact]
    public void AtCapacityANewNameAnswersEnomem()
    {
        Full();
        _bench.Unchanged(() => Assert.Equal(Errno.ENOMEM, _bench.Create("c")));
    }

    [Fact]
    public void AtCapacityATakenNameAnswersEnomemToo()
    {
        Full();
        _bench.Unchanged(() => Assert.Equal(Errno.ENOMEM, _bench.Create("a")));
    }

    [Fact]
    public void AFullBlockHolds1023Sessions()
    {
        var bench = new Bench(Design.AsPosted);
        for (int i = 0; i < 1023; i++)
        {
            Assert.Equal(Errno.Ok, bench.Create($"vm-{i}"));
        }

        Assert.Equal(Errno.ENOMEM, bench.Create("one-more"));
    }

    [Fact]
    public void ARefusedAllocationAnswersEnomemAndChangesNothing()
    {
        _bench.Control.Refuse(FaultSites.SessionAllocation);
        _bench.Unchanged(() => Assert.Equal(Errno.ENOMEM, _bench.Create("a")));
    }

    [Fact]
    public void AnAllocationIsAskedForBeforeTheNameIsLookedAt()
    {
        _bench.Created("a");
        _bench.Control.Refuse(FaultSites.SessionAllocation);
        Assert.Equal(Errno.ENOMEM, _bench.Create("a"));
    }

    [Fact]
    public void ARefusedFileAnswersEnfileAndLeavesNoSession()
    {
        _bench.Created("a");
        _bench.Control.Refuse(FaultSites.FileCreation);
        _bench.Unchanged(() => Assert.Equal(Errno.ENFILE, _bench.Create("b")));
        Assert.Equal(Errno.Ok, _bench.Create("b"));
    }

    [Fact]
    public void OnAnyErrorThereIsNoFile()
    {
        _bench.Control.Refuse(FaultSites.FileCreation);
        Assert.Equal(Errno.ENFILE, _bench.Sessions.Create(Bench.Bytes("a"), out ISessionFile? file));
        Assert.Null(file);
    }

    [Fact]
    public void ANameOfTheIncomingListIsNotTaken()
    {
        _bench.Carry("a");
        Assert.Equal(Errno.Ok, _bench.Create("a"));
    }

    [Fact]
    public void AfterSerializeASessionIsStillCreatedAndMissesTheImage()
    {
        _bench.Created("a");
        _bench.Sessions.Serialize();
        Assert.Equal(Errno.Ok, _bench.Create("b"));
        Assert.Equal(["a"], _bench.Image);
    }

    private void Full()
    {
        _bench.Created("a");
        _bench.Created("b");
    }
}
