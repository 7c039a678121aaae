using System.Runtime.CompilerServices;
using LuoVerified.Abi;

namespace LuoVerified.Spec.Operations;

/// <summary>Makes visible what the previous kernel handed over (<c>luo_session_deserialize</c>).</summary>
/// <remarks>Never waits. Happens once; later calls get the answer of the first: EINVAL, what was handed over is corrupt; ENOMEM,
/// refused memory; Ok, all sessions are visible.</remarks>
public sealed class Deserialize : SessionOperation<Deserialize.Meaning>
{
    /// <inheritdoc/>
    public override string Word => "deserialize";

    /// <inheritdoc/>
    public override string Help => "show the sessions that the previous kernel handed over";

    /// <inheritdoc/>
    public override int Weight => 4;

    /// <inheritdoc/>
    public override IReadOnlyList<SpecAnswer> Answers { get; } = [new(Outcome.Ok, "the first answer again")];

    /// <inheritdoc/>
    public override Outcome Call(ISessionOperations sessions, ByteString name, ref ISessionFile? file) =>
        Outcome.Of(sessions.Deserialize());

    internal override ViewParts AtCall(KernelFacts facts) => facts.HandedOver.Count > 0 ? ViewParts.Waiting : ViewParts.None;

    internal override (ViewParts Reads, ViewParts Writes) AtReturn(KernelFacts facts, Outcome outcome) =>
        (outcome.Succeeded && facts.HandedOver.Count > 0 ? ViewParts.Waiting : ViewParts.None, ViewParts.None);

    internal override void Called(KernelFacts facts, SpecAction action) => facts.DeserializeCalled = true;

    internal override InvariantViolation? Returned(KernelFacts facts, SpecAction action, Outcome outcome, SessionView? view)
    {
        Outcome first = facts.Deserialized ??= outcome;
        return first == outcome
            ? null
            : new(Invariants.DeserializeOnce, $"deserialize answered {first} once and {outcome} now");
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
            if (state.Deserialized is { } first)
            {
                return Outcome.Of(first);
            }

            Errno answer = state.HandOverCorrupt ? Errno.EINVAL : SpecFaults.AnswerTo(with.Fault);
            next = state.WithDeserialized(answer);
            if (answer == Errno.Ok)
            {
                next = next.ShowHandedOver();
            }

            return Outcome.Of(answer);
        }
    }
}
