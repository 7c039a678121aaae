using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.AsPosted;

/// <summary><c>luo_session_serialize</c> of the patch.</summary>
public class SerializeTests
{
    private readonly Bench _bench = new(Design.AsPosted);

    [Fact]
    public void TheImageHoldsTheOutgoingSessionsInOrder()
    {
        _bench.Created("b");
        _bench.Created("a");
        Assert.Equal(Errno.Ok, _bench.Sessions.Serialize());
        Assert.Equal(["b", "a"], _bench.Image);
    }

    [Fact]
    public void AnEmptyListGivesACountOfZero()
    {
        _bench.Block[0] = 5;
        Assert.Equal(Errno.Ok, _bench.Sessions.Serialize());
        Assert.Equal(0UL, BinaryPrimitives.ReadUInt64LittleEndian(_bench.Block));
    }

    [Fact]
    public void SerializingAgainAnswersOkAndWritesAnew()
    {
        ISessionFile file = _bench.Created("a");
        _bench.Sessions.Serialize();
        file.Release();
        _bench.Created("b");
        Assert.Equal(Errno.Ok, _bench.Sessions.Serialize());
        Assert.Equal(["b"], _bench.Image);
    }

    [Fact]
    public void WhatAnEntryHeldBehindTheNulStays()
    {
        ISessionFile file = _bench.Created("longer");
        _bench.Sessions.Serialize();
        file.Release();
        _bench.Created("b");
        _bench.Sessions.Serialize();
        Assert.Equal("b\0nger\0"u8.ToArray(), _bench.Block.Slice(SessionBlockLayout.EntryOffset(0), 7).ToArray());
    }

    [Fact]
    public void AFullBlockIsWrittenWhole()
    {
        string[] names = [.. Enumerable.Range(0, Limits.SessionCapacity).Select(i => $"vm-{i}")];
        Array.ForEach(names, name => _bench.Created(name));
        Assert.Equal(Errno.Ok, _bench.Sessions.Serialize());
        Assert.Equal(names, _bench.Image);
    }

    [Fact]
    public void AbortAnswersOkAndTheImageStays()
    {
        _bench.Created("a");
        _bench.Sessions.Serialize();
        Assert.Equal(Errno.Ok, _bench.Sessions.AbortSerialize());
        Assert.Equal(["a"], _bench.Image);
        Assert.Equal(Errno.Ok, _bench.Sessions.AbortSerialize());
    }

    [Fact]
    public void RebootAnswersWhatSerializeAnswers()
    {
        _bench.Created("a");
        Assert.Equal(Errno.Ok, _bench.Machine.Kernel!.Reboot());
        Assert.Equal(["a"], _bench.Image);
    }

    [Fact]
    public void AJumpWithoutSerializeHandsOverNothing()
    {
        _bench.Created("a");
        _bench.Machine.Jump();
        Assert.Equal(Errno.Ok, _bench.Sessions.Deserialize());
        Assert.Empty(_bench.Incoming);
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
}
