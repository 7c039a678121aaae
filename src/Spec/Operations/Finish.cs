using System.Runtime.CompilerServices;
using LuoVerified.Abi;

namespace LuoVerified.Spec.Operations;

/// <summary>Ends the restoring of an incoming session: its files belong to whoever has retrieved them, and the others are gone
/// (<c>LIVEUPDATE_SESSION_FINISH</c>).</summary>
/// <remarks>Never waits. EBADF, the handle is not open; EINVAL, it is on an outgoing session; EINVAL, the field <c>reserved</c> is not
/// 0; EBUSY, a file cannot finish yet: nothing has changed. The session stays open.</remarks>
public sealed class Finish : FileOperation<Finish.Meaning>
{
    /// <inheritdoc/>
    public override string Word => "finish";

    /// <inheritdoc/>
    public override string Help => "end the restoring of a session of the previous kernel";

    /// <inheritdoc/>
    public override int Weight => 4;

    /// <inheritdoc/>
    public override AnswerNeed Need => AnswerNeed.HandOver;

    /// <inheritdoc/>
    public override IReadOnlyList<SpecAnswer> Answers { get; } =
        [SpecAnswer.Of(Errno.EBADF), SpecAnswer.Of(Errno.EINVAL, "outgoing"), SpecAnswer.Of(Errno.EINVAL, "reserved", need: AnswerNeed.HandOver)];

    /// <inheritdoc/>
    protected override Outcome Ask(ISessionIoctls session, SpecAction with) => Outcome.Of(session.Finish(with.Number));

    /// <summary>What it answers and does.</summary>
    public readonly struct Meaning : IMeaning
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Outcome? Apply<TState, TName>(TState state, in Arguments<TName> with, out TState next)
            where TState : struct, ISessionState<TState, TName>
        {
            next = state;
            int place = state.FindHandle(SessionList.Incoming, with.Handle);
            if (place < 0)
            {
                return OpenSession.Not(state, SessionList.Outgoing, with.Handle);
            }

            Errno answer = with.Number != 0 ? Errno.EINVAL : SpecFaults.AnswerTo(with.Fault);
            if (answer == Errno.Ok)
            {
                next = state.RemoveFiles(place);
            }

            return Outcome.Of(answer);
        }
    }
}
