using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Impl.Memory;

namespace LuoVerified.Impl.Tests.Harness;

/// <summary>A machine that has booted, and short words for what a test does to it.</summary>
internal sealed class Bench
{
    public Bench(Design design, int capacity = Limits.SessionCapacity)
    {
        Machine = new Machine(Control, design, capacity);
        Assert.Equal(Errno.Ok, Machine.ColdBoot());
    }

    public RecordingControl Control { get; } = new();

    public Machine Machine { get; }

    public ISessionService Sessions => Machine.Kernel!.Sessions;

    public SessionSnapshot State => Sessions.Inspect();

    public int LiveObjects => Machine.Kernel!.Platform.LiveObjects;

    public string[] Outgoing => [.. State.Outgoing.Select(session => session.Name.ToString())];

    public string[] Incoming => [.. State.Incoming.Select(session => session.Name.ToString())];

    /// <summary>The block that this kernel will hand over.</summary>
    public Span<byte> Block => Machine.Memory.Tamper(State.OutgoingBlock).Span;

    /// <summary>The names that the next kernel will be handed.</summary>
    public string[] Image => [.. SessionBlock.Read(Block).Names!.Select(name => name.ToString())];

    public static ByteString Bytes(string name) => ByteString.FromUtf8(name);

    /// <summary>Runs a kernel that hands over a block with these bytes at its start, and goes on into the next one.</summary>
    public static Bench HandedOver(Design design, ulong count, params string[] entries)
    {
        var bench = new Bench(design);
        BinaryPrimitives.WriteUInt64LittleEndian(bench.Block, count);
        for (int i = 0; i < entries.Length; i++)
        {
            Bytes(entries[i]).Span.CopyTo(bench.Block[SessionBlockLayout.EntryOffset(i)..]);
        }

        Assert.Equal(Errno.Ok, bench.Machine.Jump());
        return bench;
    }

    public Errno Create(string name) => Sessions.Create(Bytes(name), out _);

    public Errno Retrieve(string name) => Sessions.Retrieve(Bytes(name), out _);

    public ISessionFile Created(string name)
    {
        Assert.Equal(Errno.Ok, Sessions.Create(Bytes(name), out ISessionFile? file));
        return file!;
    }

    public ISessionFile Retrieved(string name)
    {
        Assert.Equal(Errno.Ok, Sessions.Retrieve(Bytes(name), out ISessionFile? file));
        return file!;
    }

    /// <summary>Serializes and goes on into the next kernel.</summary>
    public void Kexec()
    {
        Assert.Equal(Errno.Ok, Machine.Kernel!.Reboot());
        Assert.Equal(Errno.Ok, Machine.Jump());
    }

    /// <summary>Goes on into the next kernel with these sessions, visible there.</summary>
    public Bench Carry(params string[] names)
    {
        Array.ForEach(names, name => Created(name));
        Kexec();
        Assert.Equal(Errno.Ok, Sessions.Deserialize());
        return this;
    }

    /// <summary>What of preserved memory is not given back, as (state, pages).</summary>
    public (BlockState State, int Pages)[] Live() =>
        [.. Machine.Memory.Live.Select(block => (block.State, block.Size / Limits.PageSize))];

    public static void AssertViolation(string check, Action action) =>
        Assert.Equal(check, Assert.Throws<ViolationException>(action).Check);

    public static void AssertWaits(string label, Action action) =>
        Assert.Equal(label, Assert.Throws<WouldWaitException>(action).Label);

    /// <summary>Runs <paramref name="action"/> in another thread and gives back what it threw.</summary>
    public static Exception? InAnotherThread(Action action)
    {
        Exception? thrown = null;
        var thread = new System.Threading.Thread(() => thrown = Record.Exception(action));
        thread.Start();
        thread.Join();
        return thrown;
    }

    /// <summary>Runs <paramref name="action"/> and asserts that the state is as before.</summary>
    public void Unchanged(Action action)
    {
        SessionSnapshot before = State;
        int objects = LiveObjects;
        (BlockState, int)[] memory = Live();
        bool isQuiesced = Machine.Kernel!.Platform.Locks.Any(each => each.Holders().Count > 0);
        action();
        SessionSnapshot after = State;
        Assert.Equal(WithoutLists(before), WithoutLists(after));
        Assert.Equal(before.Outgoing, after.Outgoing);
        Assert.Equal(before.Incoming, after.Incoming);
        Assert.Equal(before.Files, after.Files);
        Assert.Equal(before.OwnBlocks, after.OwnBlocks);
        Assert.Equal(objects, LiveObjects);
        Assert.Equal(memory, Live());
        Assert.All(Machine.Kernel!.Platform.Locks, each => Assert.True(isQuiesced || each.Holders().Count == 0, each.Label));

        static SessionSnapshot WithoutLists(SessionSnapshot state) => state with { Outgoing = [], Incoming = [], Files = [], OwnBlocks = [] };
    }
}
