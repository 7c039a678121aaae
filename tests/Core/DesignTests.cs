using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;

namespace LuoVerified.Core.Tests;

/// <summary>The designs as they stand, woven: what one thread does after the other, ordered by their locks alone.</summary>
public class DesignTests
{
    private readonly Threads _threads = new();

    [Fact]
    public void TheHardenedDesignHasNoRaces() => Assert.Empty(Races(Design.Hardened));

    /// <summary>Deserialize of the patch holds no lock. Nobody has written down what it shares.</summary>
    [Fact]
    public void ThePatchHasThoseOfItsStaticVariables() => Assert.Equal(
        ["write AsPostedSessions._isDeserialized in AsPostedSessions.Deserialize / read AsPostedSessions._isDeserialized in "
            + "AsPostedSessions.Deserialize"],
        Races(Design.AsPosted));

    [Fact]
    public void TheStepsOfAnOperationStandInTheDesign()
    {
        Races(Design.Hardened);
        Assert.Contains((0, StepKind.AcquireRead, "using (_gate.Read())"), _threads.Steps);
        Assert.Contains(
            (2, StepKind.Write, "private Memory<byte> WriteBlock() => _platform.Memory.Write(_outgoingBlock, Limits.SessionBlockSize);"),
            _threads.Steps);
    }

    private string[] Races(Design design)
    {
        var machine = new Machine(_threads, design, locks: LockKind.Model);
        Assert.Equal(Errno.Ok, machine.ColdBoot());
        ISessionService sessions = machine.Kernel!.Sessions;
        ISessionFile? file = null;
        return _threads.Run(
            (0, () => sessions.Create(ByteString.FromUtf8("a"), out file)),
            (1, () => sessions.Create(ByteString.FromUtf8("b"), out _)),
            (2, () => sessions.Serialize()),
            (0, () => file!.Release()),
            (1, () => sessions.AbortSerialize()),
            (2, () => sessions.Deserialize()),
            (0, () => sessions.Deserialize()),
            (1, () => sessions.Quiesce()),
            (2, () => sessions.Retrieve(ByteString.FromUtf8("a"), out _)),
            (0, () => sessions.Inspect()));
    }
}
