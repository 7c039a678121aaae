using System.Runtime.CompilerServices;
using LuoVerified.Abi;

namespace LuoVerified.Spec.Operations;

/// <summary>Hands out a file of an incoming session (<c>LIVEUPDATE_SESSION_RETRIEVE_FD</c>).</summary>
/// <remarks>Never waits. EBADF, the handle is not open; EINVAL, it is on an outgoing session; ENOENT, no file with this token. The
/// first answer of the handler, Ok or EIO, is that of every later call: the file is handed out again, or the error is.</remarks>
public sealed class RetrieveFd : FileOperation<RetrieveFd.Meaning>
{
    /// <inheritdoc/>
    public override string Word => "retrieve-fd";

    /// <inheritdoc/>
    public override string Help => "take over a file of a session of the previous kernel";

    /// <inheritdoc/>
    public override bool TakesToken => true;

    /// <inheritdoc/>
    public override int Weight => 5;

    /// <inheritdoc/>
    public override AnswerNeed Need => AnswerNeed.HandOver;

    /// <inheritdoc/>
    public override IReadOnlyList<SpecAnswer> Answers { get; } =
    [
        SpecAnswer.Of(Errno.EBADF),
        SpecAnswer.Of(Errno.EINVAL),
        SpecAnswer.Of(Errno.ENOENT, need: AnswerNeed.HandOver),
        new(Outcome.Ok, "the first answer again", Need: AnswerNeed.HandOver),
    ];

    /// <inheritdoc/>
    protected override Outcome Ask(ISessionIoctls session, SpecAction with) => Outcome.Of(session.RetrieveFd(with.Number));

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

            if (!state.HasFile(SessionList.Incoming, place, with.Number))
            {
                return Outcome.Of(Errno.ENOENT);
            }

            if (state.FirstAnswer(place, with.Number) is { } first)
            {
                return Outcome.Of(first);
            }

            Errno answer = SpecFaults.AnswerTo(with.Fault);
            next = state.NoteAnswer(place, with.Number, answer);
            return Outcome.Of(answer);
        }
    }
}
