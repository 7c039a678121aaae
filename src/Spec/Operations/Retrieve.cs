using System.Runtime.CompilerServices;
using LuoVerified.Abi;

namespace LuoVerified.Spec.Operations;

/// <summary>Hands out a session of the previous kernel (<c>luo_session_retrieve</c>).</summary>
/// <remarks>EINVAL, not a name; waits while quiesced; EBUSY, frozen; ENOENT, not there; EINVAL, handed out before. A refused
/// request (ENFILE, EFAULT) may replace every answer but the first.</remarks>
public sealed class Retrieve : SessionOperation<Retrieve.Meaning>
{
    /// <inheritdoc/>
    public override string Word => "retrieve";

    /// <inheritdoc/>
    public override string Help => "take over a session of the previous kernel: ok and its handle, or -ERRNO";

    /// <inheritdoc/>
    public override OperationArgument Argument => OperationArgument.Name;

    /// <inheritdoc/>
    public override int Weight => 6;

    /// <inheritdoc/>
    public override AnswerNeed Need => AnswerNeed.HandOver;

    /// <inheritdoc/>
    public override IReadOnlyList<SpecAnswer> Answers { get; } =
    [
        SpecAnswer.Of(Errno.EINVAL, "no name", toNoName: true),
        SpecAnswer.Of(Errno.EBUSY),
        SpecAnswer.Of(Errno.ENOENT),
        SpecAnswer.Of(Errno.EINVAL, "handed out before", need: AnswerNeed.HandOver),
        SpecAnswer.Waits,
    ];

    /// <inheritdoc/>
    public override Outcome Call(ISessionOperations sessions, ByteString name, ref ISessionFile? file) =>
        Outcome.Of(sessions.Retrieve(name, out file));

    internal override InvariantViolation? Returned(KernelFacts facts, SpecAction action, Outcome outcome, SessionView? view)
    {
        if (!outcome.Succeeded)
        {
            return null;
        }

        facts.Retrieved[action.Handle] = action.Name;
        return facts.HandedOut.Add(action.Name)
            ? null
            : new(Invariants.HandedOutOnce, $"session '{action.Name}' is handed out a second time");
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
            if (!TState.IsName(with.Name))
            {
                return Outcome.Of(Errno.EINVAL);
            }

            if (state.QuiescedBy is not null)
            {
                return null;
            }

            int place = state.FindName(SessionList.Incoming, with.Name);
            Errno answer = with.Fault != SpecFault.None ? SpecFaults.AnswerTo(with.Fault)
                : state.Frozen ? Errno.EBUSY
                : place < 0 ? Errno.ENOENT
                : state.IsHandedOut(place) ? Errno.EINVAL
                : Errno.Ok;
            if (answer == Errno.Ok)
            {
                next = state.HandOut(place, with.Handle);
            }

            return Outcome.Of(answer);
        }
    }
}
