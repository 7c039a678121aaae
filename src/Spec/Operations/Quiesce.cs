using System.Runtime.CompilerServices;
using LuoVerified.Abi;

namespace LuoVerified.Spec.Operations;

/// <summary>Stops sessions from coming into being, if there are none (<c>luo_session_quiesce</c>).</summary>
/// <remarks>Waits while quiesced. False if a session exists or waits to be deserialized.</remarks>
public sealed class Quiesce : SessionOperation<Quiesce.Meaning>
{
    /// <inheritdoc/>
    public override string Word => "quiesce";

    /// <inheritdoc/>
    public override string Help => "stop new sessions if there are none: true or false";

    /// <inheritdoc/>
    public override int Weight => 2;

    /// <inheritdoc/>
    public override Outcome Success => Outcome.True;

    /// <inheritdoc/>
    public override IReadOnlyList<SpecAnswer> Answers { get; } = [new(Outcome.False, "false"), SpecAnswer.Waits];

    /// <inheritdoc/>
    public override Outcome Call(ISessionOperations sessions, ByteString name, ref ISessionFile? file) =>
        sessions.Quiesce() ? Outcome.True : Outcome.False;

    internal override (ViewParts Reads, ViewParts Writes) AtReturn(KernelFacts facts, Outcome outcome) =>
        (ViewParts.None, outcome.Succeeded ? ViewParts.Quiesced : ViewParts.None);

    internal override InvariantViolation? Returned(KernelFacts facts, SpecAction action, Outcome outcome, SessionView? view)
    {
        if (outcome.Succeeded)
        {
            facts.QuiescedBy = action.Thread;
        }

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

            bool sessions = state.Count(SessionList.Outgoing) > 0 || state.Count(SessionList.Incoming) > 0;
            if (sessions || SessionSpec.IsWaiting(state))
            {
                return Outcome.False;
            }

            next = state.WithQuiescedBy(with.Thread);
            return Outcome.True;
        }
    }
}
