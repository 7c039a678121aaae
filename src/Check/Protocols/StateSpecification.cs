using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Protocols;

/// <summary>A state of a specification; an object, so that there can be none.</summary>
/// <param name="Value">The state.</param>
internal sealed record SpecifiedState<TState>(TState Value)
{
    /// <summary>As reports have it.</summary>
    public override string ToString() => ValueText.Of(Value);
}

/// <summary>A specification by a function of states.</summary>
/// <param name="initial">The state that a new system is in.</param>
/// <param name="apply">What an operation answers in a state, and the state after it; null if it waits.</param>
internal sealed class StateSpecification<TState, TOperation, TAnswer>(
    TState initial, Func<TState, TOperation, (TAnswer Answer, TState Next)?> apply)
    : Specification<TOperation, TAnswer>, ISpecification<SpecifiedState<TState>>
{
    /// <inheritdoc/>
    public SpecifiedState<TState>? After(SpecifiedState<TState> state, Call call)
    {
        var made = (ProtocolCall<TOperation, TAnswer>)call;
        return apply(state.Value, made.Operation) is { } step
            && (made.Returned is null || EqualityComparer<TAnswer>.Default.Equals(step.Answer, made.Result))
                ? new SpecifiedState<TState>(step.Next)
                : null;
    }

    /// <inheritdoc/>
    public string Misfit(SpecifiedState<TState> state, Call call)
    {
        var made = (ProtocolCall<TOperation, TAnswer>)call;
        string must = apply(state.Value, made.Operation) is { } step
            ? $"must answer {ValueText.Of(step.Answer)}"
            : "must wait";
        return made.Returned is null ? must : $"{must}, answered {made.Answer}";
    }

    /// <inheritdoc/>
    public int Weight(SpecifiedState<TState> state) => 1;

    internal override (Verdict Verdict, Violation? Violation, IReadOnlyList<RecordedStep> Witness) Judge(
        Epoch epoch, long bound)
    {
        var began = StateSets<SpecifiedState<TState>>.Of(new SpecifiedState<TState>(initial));
        EpochResult<SpecifiedState<TState>> result =
            new EpochJudge<SpecifiedState<TState>>(this, bound).Judge(epoch, began, wantsEnds: false);
        return (result.Verdict, result.Violation, result.Witness);
    }
}
