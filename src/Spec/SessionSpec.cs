using System.Collections.Immutable;
using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>The sequential meaning of every operation: what a session service must answer, and the state it leaves.</summary>
/// <remarks>Pure and deterministic: equal arguments give equal results. On any outcome that is not a success the state is
/// unchanged, with two exceptions: a deserialize that fails is remembered, and a jump whose boot fails has left the old
/// kernel all the same.</remarks>
public static class SessionSpec
{
    /// <summary>The state after a cold boot.</summary>
    /// <param name="capacity">The most sessions tracked for the next kernel, 1 and up.</param>
    /// <returns>The state.</returns>
    public static SpecState ColdBoot(int capacity) => new() { Capacity = capacity };

    /// <summary>Performs one operation.</summary>
    /// <param name="state">The state to start from; it stays as it is.</param>
    /// <param name="action">The operation.</param>
    /// <returns>What it answers and the state after it; null where in this state the operation waits.</returns>
    public static (Outcome Outcome, SpecState Next)? Apply(SpecState state, SpecAction action) => action.Kind switch
    {
        ActionKind.Create => Create(state, action),
        ActionKind.Retrieve => Retrieve(state, action),
        ActionKind.Close => Close(state, action.Handle),
        ActionKind.Serialize => Serialize(state),
        ActionKind.Abort => Abort(state),
        ActionKind.Deserialize => Deserialize(state, action.Fault),
        ActionKind.Quiesce => Quiesce(state, action.Thread),
        ActionKind.Resume => Resume(state, action.Thread),
        ActionKind.Jump => Jump(state, action.Fault),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action.Kind, "No such operation."),
    };

    /// <summary>EINVAL, not a name; waits while quiesced; EBUSY, frozen; EEXIST, taken (also at capacity); ENOMEM, at
    /// capacity. A refused request (ENOMEM, ENFILE) may replace every answer but the first.</summary>
    private static (Outcome, SpecState)? Create(SpecState state, SpecAction action)
    {
        if (!SessionName.TryCreate(action.Name, out SessionName name))
        {
            return (Outcome.Of(Errno.EINVAL), state);
        }

        if (state.QuiescedBy is not null)
        {
            return null;
        }

        Errno err = action.Fault != SpecFault.None ? AnswerTo(action.Fault)
            : state.Frozen ? Errno.EBUSY
            : IndexOf(state.Outgoing, name) >= 0 ? Errno.EEXIST
            : state.Outgoing.Length >= state.Capacity ? Errno.ENOMEM
            : Errno.Ok;
        return err != Errno.Ok
            ? (Outcome.Of(err), state)
            : (Outcome.Ok, state with { Outgoing = state.Outgoing.Add(new SpecSession(name, action.Handle)) });
    }

    /// <summary>EINVAL, not a name; waits while quiesced; EBUSY, frozen; ENOENT, not there; EINVAL, handed out before. A
    /// refused request (ENFILE) may replace every answer but the first.</summary>
    private static (Outcome, SpecState)? Retrieve(SpecState state, SpecAction action)
    {
        if (!SessionName.TryCreate(action.Name, out SessionName name))
        {
            return (Outcome.Of(Errno.EINVAL), state);
        }

        if (state.QuiescedBy is not null)
        {
            return null;
        }

        int at = IndexOf(state.Incoming, name);
        Errno err = action.Fault != SpecFault.None ? AnswerTo(action.Fault)
            : state.Frozen ? Errno.EBUSY
            : at < 0 ? Errno.ENOENT
            : state.Incoming[at].Retrieved ? Errno.EINVAL
            : Errno.Ok;
        return err != Errno.Ok
            ? (Outcome.Of(err), state)
            : (Outcome.Ok, state with
            {
                Incoming = state.Incoming.SetItem(at, new SpecSession(name, action.Handle, Retrieved: true)),
            });
    }

    /// <summary>Never waits. EBADF, the handle is not open; else Ok: an outgoing session goes at once, or while frozen
    /// when the reboot is aborted; an incoming one goes at once.</summary>
    private static (Outcome, SpecState)? Close(SpecState state, int handle)
    {
        int at = handle == 0 ? -1 : IndexOf(state.Outgoing, handle);
        if (at >= 0)
        {
            return (Outcome.Ok, state with
            {
                Outgoing = state.Frozen
                    ? state.Outgoing.SetItem(at, state.Outgoing[at] with { Handle = 0 })
                    : state.Outgoing.RemoveAt(at),
            });
        }

        at = handle == 0 ? -1 : IndexOf(state.Incoming, handle);
        return at < 0
            ? (Outcome.Of(Errno.EBADF), state)
            : (Outcome.Ok, state with { Incoming = state.Incoming.RemoveAt(at) });
    }

    /// <summary>Waits while quiesced; EBUSY, frozen already.</summary>
    private static (Outcome, SpecState)? Serialize(SpecState state) => state switch
    {
        { QuiescedBy: not null } => null,
        { Frozen: true } => (Outcome.Of(Errno.EBUSY), state),
        _ => (Outcome.Ok, state with { Frozen = true, Image = [.. state.Outgoing.Select(session => session.Name)] }),
    };

    /// <summary>EINVAL, not frozen. The sessions whose handle was closed while frozen go.</summary>
    private static (Outcome, SpecState)? Abort(SpecState state) => !state.Frozen
        ? (Outcome.Of(Errno.EINVAL), state)
        : (Outcome.Ok, state with { Frozen = false, Outgoing = state.Outgoing.RemoveAll(session => session.Handle == 0) });

    /// <summary>Happens once; later calls get the answer of the first: EINVAL, what was handed over is corrupt; ENOMEM,
    /// refused memory; Ok, all sessions are visible.</summary>
    private static (Outcome, SpecState)? Deserialize(SpecState state, SpecFault fault)
    {
        Errno answer = state.Deserialized
            ?? (state.HandOverCorrupt ? Errno.EINVAL : fault != SpecFault.None ? AnswerTo(fault) : Errno.Ok);
        if (state.Deserialized is null)
        {
            state = state with { Deserialized = answer };
            if (answer == Errno.Ok)
            {
                state = state with { Incoming = [.. state.HandedOver.Select(name => new SpecSession(name, 0))] };
            }
        }

        return (Outcome.Of(answer), state);
    }

    /// <summary>Waits while quiesced. False where a session exists or waits to be deserialized.</summary>
    private static (Outcome, SpecState)? Quiesce(SpecState state, int thread) => state switch
    {
        { QuiescedBy: not null } => null,
        { Outgoing.Length: 0, Incoming.Length: 0, Waiting: false } => (Outcome.True, state with { QuiescedBy = thread }),
        _ => (Outcome.False, state),
    };

    private static (Outcome, SpecState)? Resume(SpecState state, int thread) => state.QuiescedBy == thread
        ? (Outcome.Ok, state with { QuiescedBy = null })
        : (Outcome.NotHeld, state);

    /// <summary>The next kernel is handed what the image holds; where its memory is refused there is none (ENOMEM).</summary>
    private static (Outcome, SpecState)? Jump(SpecState state, SpecFault fault) =>
        (Outcome.Of(AnswerTo(fault)), new SpecState
        {
            Capacity = state.Capacity,
            Number = state.Number + 1,
            HandedOver = state.Image,
            HandOverCorrupt = fault == SpecFault.CorruptImage,
        });

    private static Errno AnswerTo(SpecFault fault) => fault switch
    {
        SpecFault.None or SpecFault.CorruptImage => Errno.Ok,
        SpecFault.FileCreation => Errno.ENFILE,
        _ => Errno.ENOMEM,
    };

    private static int IndexOf(ImmutableArray<SpecSession> sessions, SessionName name)
    {
        for (int i = 0; i < sessions.Length; i++)
        {
            if (sessions[i].Name.Equals(name))
            {
                return i;
            }
        }

        return -1;
    }

    private static int IndexOf(ImmutableArray<SpecSession> sessions, int handle)
    {
        for (int i = 0; i < sessions.Length; i++)
        {
            if (sessions[i].Handle == handle)
            {
                return i;
            }
        }

        return -1;
    }
}
