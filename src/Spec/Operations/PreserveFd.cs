using System.Runtime.CompilerServices;
using LuoVerified.Abi;

namespace LuoVerified.Spec.Operations;

/// <summary>Puts a file into an outgoing session (<c>LIVEUPDATE_SESSION_PRESERVE_FD</c>).</summary>
/// <remarks>Never waits. EBADF, the handle is not open; EINVAL, it is on an incoming session; EBUSY, frozen; EEXIST, the session has
/// a file with this token; EBADF, the descriptor of the file is not open; ENOENT, no handler takes the file; EBUSY, an outgoing session
/// has the file, this one or another, under whatever token. A refused request (ENOMEM, EIO) may replace all but the first two.</remarks>
public sealed class PreserveFd : FileOperation<PreserveFd.Meaning>
{
    /// <inheritdoc/>
    public override string Word => "preserve-fd";

    /// <inheritdoc/>
    public override string Help => "preserve a file in a session for the next kernel";

    /// <inheritdoc/>
    public override bool TakesToken => true;

    /// <inheritdoc/>
    public override bool TakesFd => true;

    /// <inheritdoc/>
    public override int Weight => 6;

    /// <inheritdoc/>
    public override IReadOnlyList<SpecAnswer> Answers { get; } =
    [
        SpecAnswer.Of(Errno.EBADF, "no session"),
        SpecAnswer.Of(Errno.EINVAL, need: AnswerNeed.HandOver),
        SpecAnswer.Of(Errno.EBUSY, "frozen"),
        SpecAnswer.Of(Errno.EEXIST),
        SpecAnswer.Of(Errno.EBADF, "no file"),
        SpecAnswer.Of(Errno.ENOENT),
        SpecAnswer.Of(Errno.EBUSY, "preserved already"),
    ];

    /// <inheritdoc/>
    protected override Outcome Ask(ISessionIoctls session, SpecAction with) =>
        Outcome.Of(session.PreserveFd(with.Number, FileDescriptor.Meant(with.Fd, with.Number)));

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
            if (place < 0)
            {
                return OpenSession.Not(state, SessionList.Incoming, with.Handle);
            }

            FileDescriptor fd = FileDescriptor.Meant(with.Fd, with.Number);
            Errno answer = with.Fault != SpecFault.None ? SpecFaults.AnswerTo(with.Fault)
                : state.Frozen ? Errno.EBUSY
                : state.HasFile(SessionList.Outgoing, place, with.Number) ? Errno.EEXIST
                : !fd.IsOpen ? Errno.EBADF
                : !fd.IsHandled ? Errno.ENOENT
                : state.IsPreserved(fd.File) ? Errno.EBUSY
                : Errno.Ok;
            if (answer == Errno.Ok)
            {
                next = state.AddFile(place, with.Number, fd.File);
            }

            return Outcome.Of(answer);
        }
    }
}
