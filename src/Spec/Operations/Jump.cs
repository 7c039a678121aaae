using System.Runtime.CompilerServices;

namespace LuoVerified.Spec.Operations;

/// <summary>Goes on into the next kernel with what the image holds. It is the machine's, not the service's.</summary>
/// <remarks>Never waits. The next kernel is handed what the image holds; if its memory is refused (ENOMEM) there is
/// none.</remarks>
public sealed class Jump : SpecOperation
{
    private Jump()
    {
    }

    /// <summary>The only one there is.</summary>
    public static Jump Instance { get; } = new();

    /// <inheritdoc/>
    public override string Word => "jump";

    /// <inheritdoc/>
    public override AnswerNeed Need => AnswerNeed.HandOver;

    /// <inheritdoc/>
    public override Outcome? Apply<TState, TName>(TState state, in Arguments<TName> with, out TState next) =>
        Meaning.Apply(state, with, out next);

    /// <inheritdoc/>
    public override TResult Accept<TResult>(IMeaningVisitor<TResult> visitor) => visitor.Visit<Meaning>();

    /// <summary>What it answers and does.</summary>
    public readonly struct Meaning : IMeaning
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Outcome? Apply<TState, TName>(TState state, in Arguments<TName> with, out TState next)
            where TState : struct, ISessionState<TState, TName>
        {
            next = state.InNextKernel(corrupt: with.Fault == SpecFault.CorruptImage);
            return Outcome.Of(SpecFaults.AnswerTo(with.Fault));
        }
    }
}
