using System.Runtime.CompilerServices;
using LuoVerified.Abi;

namespace LuoVerified.Spec.Operations;

/// <summary>Closes a handle (<c>luo_session_release</c>).</summary>
/// <remarks>Never waits. EBADF, the handle is not open; else Ok: an outgoing session goes at once, or while frozen when the
/// reboot is aborted; an incoming one goes at once, its files finished, or if one of them cannot finish yet it can be
/// retrieved again.</remarks>
public sealed class Close : SessionOperation<Close.Meaning>
{
    /// <inheritdoc/>
    public override string Word => "close";

    /// <inheritdoc/>
    public override string Help => "close a handle";

    /// <inheritdoc/>
    public override OperationArgument Argument => OperationArgument.Handle;

    /// <inheritdoc/>
    public override int Weight => 6;

    /// <inheritdoc/>
    public override IReadOnlyList<SpecAnswer> Answers { get; } = [SpecAnswer.Of(Errno.EBADF)];

    /// <inheritdoc/>
    public override Outcome Call(ISessionOperations sessions, ByteString name, ref ISessionFile? file)
    {
        file?.Release();
        return Outcome.Of(file is null ? Errno.EBADF : Errno.Ok);
    }

    /// <summary>What cannot be finished yet goes back, and may be handed out again.</summary>
    internal override void Refused(KernelFacts facts, SpecAction action)
    {
        if (action.Fault == SpecFault.FileFinish && facts.Retrieved.TryGetValue(action.Handle, out ByteString name))
        {
            facts.HandedOut.Remove(name);
        }
    }

    internal override InvariantViolation? Returned(KernelFacts facts, SpecAction action, Outcome outcome, SessionView? view)
    {
        facts.Retrieved.Remove(action.Handle);
        return null;
    }

    internal override void Changed(KernelFacts facts, SpecAction action, ViewParts parts)
    {
        if (parts.HasFlag(ViewParts.Incoming) && facts.Retrieved.TryGetValue(action.Handle, out ByteString name))
        {
            facts.Closed.Add(name);
        }
    }

    /// <summary>What it answers and does.</summary>
    public readonly struct Meaning : IMeaning
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Outcome? Apply<TState, TName>(TState state, in Arguments<TName> with, out TState next)
            where TState : struct, ISessionState<TState, TName>
        {
            next = state;
            int place = state.FindHandle(SessionList.Outgoing, with.Handle);
            if (place >= 0)
            {
                next = state.Frozen ? state.MarkToGo(place) : state.Remove(SessionList.Outgoing, place);
                return Outcome.Ok;
            }

            place = state.FindHandle(SessionList.Incoming, with.Handle);
            next = place < 0 ? state
                : with.Fault == SpecFault.FileFinish ? state.GiveBack(place)
                : state.Remove(SessionList.Incoming, place);
            return Outcome.Of(place < 0 ? Errno.EBADF : Errno.Ok);
        }
    }
}
