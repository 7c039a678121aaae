using System.Runtime.CompilerServices;
using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>The sequential meaning of every operation: what a session service must answer, and the state it
/// leaves.</summary>
/// <remarks>
/// <para>Pure and deterministic: equal arguments give equal results. On any outcome that is not a success the state is
/// unchanged, with two exceptions: a deserialize that fails is remembered, and a jump whose boot fails has left the old
/// kernel all the same.</para>
/// <para>The meaning is said once, over the primitives of <see cref="ISessionState{TSelf,TName}"/>.
/// <see cref="ImmutableState"/> holds any state there can be; the model checker has an instance in a few bits.</para>
/// <para>Each operation returns what it answers, and null if it waits in this state. <c>next</c> is the state after it,
/// and the state itself if nothing changes.</para>
/// </remarks>
public static partial class SessionSpec
{
    /// <summary>EINVAL, not a name; waits while quiesced; EBUSY, frozen; EEXIST, taken (also at capacity); ENOMEM, at
    /// capacity. A refused request (ENOMEM, ENFILE) may replace every answer but the first.</summary>
    /// <typeparam name="TState">How states are stored.</typeparam>
    /// <typeparam name="TName">What names are there.</typeparam>
    /// <param name="state">The state to start from.</param>
    /// <param name="name">The name asked for.</param>
    /// <param name="handle">The number that the handle is to have, not 0 and not in use.</param>
    /// <param name="fault">What is refused.</param>
    /// <param name="next">The state after it.</param>
    /// <returns>What it answers; null if it waits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Outcome? Create<TState, TName>(
        TState state, TName name, int handle, SpecFault fault, out TState next)
        where TState : struct, ISessionState<TState, TName>
    {
        next = state;
        if (!TState.IsName(name))
        {
            return Outcome.Of(Errno.EINVAL);
        }

        if (state.QuiescedBy is not null)
        {
            return null;
        }

        Errno answer = fault != SpecFault.None ? AnswerTo(fault)
            : state.Frozen ? Errno.EBUSY
            : state.FindName(SessionList.Outgoing, name) >= 0 ? Errno.EEXIST
            : state.Count(SessionList.Outgoing) >= state.Capacity ? Errno.ENOMEM
            : Errno.Ok;
        if (answer == Errno.Ok)
        {
            next = state.Append(name, handle);
        }

        return Outcome.Of(answer);
    }

    /// <summary>EINVAL, not a name; waits while quiesced; EBUSY, frozen; ENOENT, not there; EINVAL, handed out before.
    /// A refused request (ENFILE) may replace every answer but the first.</summary>
    /// <inheritdoc cref="Create"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Outcome? Retrieve<TState, TName>(
        TState state, TName name, int handle, SpecFault fault, out TState next)
        where TState : struct, ISessionState<TState, TName>
    {
        next = state;
        if (!TState.IsName(name))
        {
            return Outcome.Of(Errno.EINVAL);
        }

        if (state.QuiescedBy is not null)
        {
            return null;
        }

        int place = state.FindName(SessionList.Incoming, name);
        Errno answer = fault != SpecFault.None ? AnswerTo(fault)
            : state.Frozen ? Errno.EBUSY
            : place < 0 ? Errno.ENOENT
            : state.IsHandedOut(place) ? Errno.EINVAL
            : Errno.Ok;
        if (answer == Errno.Ok)
        {
            next = state.HandOut(place, handle);
        }

        return Outcome.Of(answer);
    }

    /// <summary>Never waits. EBADF, the handle is not open; else Ok: an outgoing session goes at once, or while frozen
    /// when the reboot is aborted; an incoming one goes at once.</summary>
    /// <typeparam name="TState">How states are stored.</typeparam>
    /// <param name="state">The state to start from.</param>
    /// <param name="handle">The handle.</param>
    /// <param name="next">The state after it.</param>
    /// <returns>What it answers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Outcome? Close<TState>(TState state, int handle, out TState next)
        where TState : struct, ISessionState<TState>
    {
        next = state;
        int place = state.FindHandle(SessionList.Outgoing, handle);
        if (place >= 0)
        {
            next = state.Frozen ? state.MarkToGo(place) : state.Remove(SessionList.Outgoing, place);
            return Outcome.Ok;
        }

        place = state.FindHandle(SessionList.Incoming, handle);
        next = place < 0 ? state : state.Remove(SessionList.Incoming, place);
        return Outcome.Of(place < 0 ? Errno.EBADF : Errno.Ok);
    }

    /// <summary>Waits while quiesced; EBUSY, frozen already. Writes the image and freezes.</summary>
    /// <typeparam name="TState">How states are stored.</typeparam>
    /// <param name="state">The state to start from.</param>
    /// <param name="next">The state after it.</param>
    /// <returns>What it answers; null if it waits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Outcome? Serialize<TState>(TState state, out TState next) where TState : struct, ISessionState<TState>
    {
        next = state;
        if (state.QuiescedBy is not null)
        {
            return null;
        }

        if (state.Frozen)
        {
            return Outcome.Of(Errno.EBUSY);
        }

        next = state.WriteImage().WithFrozen(true);
        return Outcome.Ok;
    }

    /// <summary>EINVAL, not frozen. The sessions whose handle was closed while frozen go.</summary>
    /// <inheritdoc cref="Serialize"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Outcome? Abort<TState>(TState state, out TState next) where TState : struct, ISessionState<TState>
    {
        next = state;
        if (!state.Frozen)
        {
            return Outcome.Of(Errno.EINVAL);
        }

        next = state.RemoveMarked().WithFrozen(false);
        return Outcome.Ok;
    }

    /// <summary>Happens once; later calls get the answer of the first: EINVAL, what was handed over is corrupt; ENOMEM,
    /// refused memory; Ok, all sessions are visible.</summary>
    /// <typeparam name="TState">How states are stored.</typeparam>
    /// <param name="state">The state to start from.</param>
    /// <param name="fault">What is refused.</param>
    /// <param name="next">The state after it.</param>
    /// <returns>What it answers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Outcome? Deserialize<TState>(TState state, SpecFault fault, out TState next)
        where TState : struct, ISessionState<TState>
    {
        next = state;
        if (state.Deserialized is { } first)
        {
            return Outcome.Of(first);
        }

        Errno answer = state.HandOverCorrupt ? Errno.EINVAL : AnswerTo(fault);
        next = state.WithDeserialized(answer);
        if (answer == Errno.Ok)
        {
            next = next.ShowHandedOver();
        }

        return Outcome.Of(answer);
    }

    /// <summary>Waits while quiesced. False if a session exists or waits to be deserialized.</summary>
    /// <typeparam name="TState">How states are stored.</typeparam>
    /// <param name="state">The state to start from.</param>
    /// <param name="thread">Who calls.</param>
    /// <param name="next">The state after it.</param>
    /// <returns>What it answers; null if it waits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Outcome? Quiesce<TState>(TState state, int thread, out TState next)
        where TState : struct, ISessionState<TState>
    {
        next = state;
        if (state.QuiescedBy is not null)
        {
            return null;
        }

        bool sessions = state.Count(SessionList.Outgoing) > 0 || state.Count(SessionList.Incoming) > 0;
        if (sessions || IsWaiting(state))
        {
            return Outcome.False;
        }

        next = state.WithQuiescedBy(thread);
        return Outcome.True;
    }

    /// <summary>Never waits. Not held, if it was not this thread that quiesced.</summary>
    /// <inheritdoc cref="Quiesce"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Outcome? Resume<TState>(TState state, int thread, out TState next)
        where TState : struct, ISessionState<TState>
    {
        next = state;
        if (state.QuiescedBy != thread)
        {
            return Outcome.NotHeld;
        }

        next = state.WithQuiescedBy(null);
        return Outcome.Ok;
    }

    /// <summary>The next kernel is handed what the image holds; if its memory is refused there is none.</summary>
    /// <inheritdoc cref="Deserialize"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Outcome? Jump<TState>(TState state, SpecFault fault, out TState next)
        where TState : struct, ISessionState<TState>
    {
        next = state.InNextKernel(corrupt: fault == SpecFault.CorruptImage);
        return Outcome.Of(AnswerTo(fault));
    }

    /// <summary>Whether sessions were handed over that are not visible and still may be.</summary>
    /// <typeparam name="TState">How states are stored.</typeparam>
    /// <param name="state">The state.</param>
    /// <returns>Whether there are such.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWaiting<TState>(TState state)
        where TState : struct, ISessionState<TState> =>
        state.Deserialized is null && (state.HandOverCorrupt || state.HandedOverCount > 0);

    private static Errno AnswerTo(SpecFault fault) => fault switch
    {
        SpecFault.None or SpecFault.CorruptImage => Errno.Ok,
        SpecFault.FileCreation => Errno.ENFILE,
        _ => Errno.ENOMEM,
    };
}
