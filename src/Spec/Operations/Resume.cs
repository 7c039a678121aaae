using System.Runtime.CompilerServices;
using LuoVerified.Abi;
using LuoVerified.Core.Locking;

namespace LuoVerified.Spec.Operations;

/// <summary>Ends a quiesce (<c>luo_session_resume</c>).</summary>
/// <remarks>Never waits. Not held, if it was not this thread that quiesced.</remarks>
public sealed class Resume : SessionOperation<Resume.Meaning>
{
    /// <inheritdoc/>
    public override string Word => "resume";

    /// <inheritdoc/>
    public override string Help => "end quiesce";

    /// <inheritdoc/>
    public override IReadOnlyList<SpecAnswer> Answers { get; } = [new(Outcome.NotHeld, Outcome.NotHeld.ToString())];

    /// <inheritdoc/>
    public override Outcome Call(ISessionOperations sessions, ByteString name, ref ISessionFile? file)
    {
        try
        {
            sessions.Resume();
            return Outcome.Ok;
        }
        catch (LockNotHeldException)
        {
            return Outcome.NotHeld;
        }
    }

    internal override ViewParts AtCall(KernelFacts facts) => ViewParts.Quiesced;

    internal override void Called(KernelFacts facts, SpecAction action)
    {
        if (facts.QuiescedBy == action.Thread)
        {
            facts.QuiescedBy = null;
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
            if (state.QuiescedBy != with.Thread)
            {
                return Outcome.NotHeld;
            }

            next = state.WithQuiescedBy(null);
            return Outcome.Ok;
        }
    }
}
