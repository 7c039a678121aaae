using System.Runtime.CompilerServices;
using LuoVerified.Abi;

namespace LuoVerified.Spec.Operations;

/// <summary>Makes a session for the next kernel (<c>luo_session_create</c>).</summary>
/// <remarks>EINVAL, not a name; waits while quiesced; EBUSY, frozen; EEXIST, taken (also at capacity); ENOMEM, at capacity. A
/// refused request (ENOMEM, ENFILE, EFAULT) may replace every answer but the first.</remarks>
public sealed class Create : SessionOperation<Create.Meaning>
{
    /// <inheritdoc/>
    public override string Word => "create";

    /// <inheritdoc/>
    public override string Help => "make a session for the next kernel: ok and its handle, or -ERRNO";

    /// <inheritdoc/>
    public override OperationArgument Argument => OperationArgument.Name;

    /// <inheritdoc/>
    public override int Weight => 7;

    /// <inheritdoc/>
    public override IReadOnlyList<SpecAnswer> Answers { get; } =
    [
        SpecAnswer.Of(Errno.EINVAL, "no name", toNoName: true),
        SpecAnswer.Of(Errno.EBUSY),
        SpecAnswer.Of(Errno.EEXIST),
        SpecAnswer.Of(Errno.ENOMEM, need: AnswerNeed.FullList),
        SpecAnswer.Waits,
    ];

    /// <inheritdoc/>
    public override Outcome Call(ISessionOperations sessions, ByteString name, ref ISessionFile? file) =>
        Outcome.Of(sessions.Create(name, out file));

    internal override InvariantViolation? Returned(KernelFacts facts, SpecAction action, Outcome outcome, SessionView? view) =>
        outcome.Succeeded && view?.HasOutgoing(action.Name) != true
            ? new(Invariants.NamesIntact, $"create '{action.Name}' succeeded, but no session has that name; {view}")
            : null;

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

            Errno answer = with.Fault != SpecFault.None ? SpecFaults.AnswerTo(with.Fault)
                : state.Frozen ? Errno.EBUSY
                : state.FindName(SessionList.Outgoing, with.Name) >= 0 ? Errno.EEXIST
                : state.Count(SessionList.Outgoing) >= state.Capacity ? Errno.ENOMEM
                : Errno.Ok;
            if (answer == Errno.Ok)
            {
                next = state.Append(with.Name, with.Handle);
            }

            return Outcome.Of(answer);
        }
    }
}
