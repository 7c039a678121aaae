using System.Runtime.CompilerServices;
using LuoVerified.Abi;

namespace LuoVerified.Spec.Operations;

/// <summary>Writes the image and freezes (<c>luo_session_serialize</c>).</summary>
/// <remarks>Waits while quiesced; EBUSY, frozen already; EIO, a file cannot be frozen, and none is; ENOMEM, no memory
/// to hand files over in.</remarks>
public sealed class Serialize : SessionOperation<Serialize.Meaning>
{
    /// <inheritdoc/>
    public override string Word => "serialize";

    /// <inheritdoc/>
    public override string Help => "write the sessions for the next kernel";

    /// <inheritdoc/>
    public override int Weight => 4;

    /// <inheritdoc/>
    public override IReadOnlyList<SpecAnswer> Answers { get; } = [SpecAnswer.Of(Errno.EBUSY), SpecAnswer.Waits];

    /// <inheritdoc/>
    public override Outcome Call(ISessionOperations sessions, ByteString name, ref ISessionFile? file) =>
        Outcome.Of(sessions.Serialize());

    internal override (ViewParts Reads, ViewParts Writes) AtReturn(KernelFacts facts, Outcome outcome) =>
        (ViewParts.None, outcome.Succeeded ? ViewParts.Frozen : ViewParts.None);

    internal override void Changed(KernelFacts facts, SpecAction action, ViewParts parts)
    {
        if (parts.HasFlag(ViewParts.Image))
        {
            facts.Freeze.ImageWritten(action.Thread);
        }
    }

    internal override InvariantViolation? Returned(KernelFacts facts, SpecAction action, Outcome outcome, SessionView? view)
    {
        facts.Freeze.SerializeReturned(action.Thread, outcome.Succeeded);
        return null;
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
            if (state.QuiescedBy is not null)
            {
                return null;
            }

            if (state.Frozen)
            {
                return Outcome.Of(Errno.EBUSY);
            }

            if (with.Fault is SpecFault.FileFreeze or SpecFault.PreservedMemory)
            {
                return Outcome.Of(SpecFaults.AnswerTo(with.Fault));
            }

            next = state.WriteImage().WithFrozen(true);
            return Outcome.Ok;
        }
    }
}
