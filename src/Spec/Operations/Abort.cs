using System.Runtime.CompilerServices;
using LuoVerified.Abi;

namespace LuoVerified.Spec.Operations;

/// <summary>Undoes a serialize.</summary>
/// <remarks>Never waits. EINVAL, not frozen. The sessions whose handle was closed while frozen go. The files go on, so
/// that they are not in the image any more.</remarks>
public sealed class Abort : SessionOperation<Abort.Meaning>
{
    /// <inheritdoc/>
    public override string Word => "abort";

    /// <inheritdoc/>
    public override string Help => "undo serialize";

    /// <inheritdoc/>
    public override int Weight => 2;

    /// <inheritdoc/>
    public override IReadOnlyList<SpecAnswer> Answers { get; } = [SpecAnswer.Of(Errno.EINVAL)];

    /// <inheritdoc/>
    public override Outcome Call(ISessionOperations sessions, ByteString name, ref ISessionFile? file) =>
        Outcome.Of(sessions.AbortSerialize());

    internal override ViewParts AtCall(KernelFacts facts) => ViewParts.Frozen;

    internal override (ViewParts Reads, ViewParts Writes) AtReturn(KernelFacts facts, Outcome outcome) =>
        (ViewParts.Frozen, ViewParts.None);

    internal override void Called(KernelFacts facts, SpecAction action) => facts.Freeze.AbortCalled();

    internal override InvariantViolation? Returned(KernelFacts facts, SpecAction action, Outcome outcome, SessionView? view)
    {
        facts.Freeze.AbortReturned(outcome.Succeeded);
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
            if (!state.Frozen)
            {
                return Outcome.Of(Errno.EINVAL);
            }

            next = state.RemoveMarked().ForgetImageFiles().WithFrozen(false);
            return Outcome.Ok;
        }
    }
}
