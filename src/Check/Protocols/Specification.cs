using LuoVerified.Check.Linearizability;

namespace LuoVerified.Check.Protocols;

/// <summary>Makes sequential specifications: what each operation answers, and what state it leaves.</summary>
public static class Specification
{
    /// <summary>A specification in which every operation can happen in every state.</summary>
    /// <typeparam name="TState">A state: an immutable value with equality, such as a number, a string or a
    /// record.</typeparam>
    /// <typeparam name="TOperation">An operation.</typeparam>
    /// <typeparam name="TAnswer">What it answers.</typeparam>
    /// <param name="initial">The state that a new system is in.</param>
    /// <param name="apply">The answer of an operation in a state, and the state after it. Pure: it is called often, in
    /// any order, by several threads.</param>
    /// <returns>The specification.</returns>
    public static Specification<TOperation, TAnswer> Of<TState, TOperation, TAnswer>(
        TState initial, Func<TState, TOperation, (TAnswer Answer, TState Next)> apply) =>
        new StateSpecification<TState, TOperation, TAnswer>(initial, (state, operation) => apply(state, operation));

    /// <summary>A specification in which some operations wait: what takes from an empty queue, say.</summary>
    /// <typeparam name="TState">A state: an immutable value with equality, such as a number, a string or a
    /// record.</typeparam>
    /// <typeparam name="TOperation">An operation.</typeparam>
    /// <typeparam name="TAnswer">What it answers.</typeparam>
    /// <param name="initial">The state that a new system is in.</param>
    /// <param name="apply">As for <see cref="Of"/>; null if the operation cannot happen in the state and waits.</param>
    /// <returns>The specification.</returns>
    public static Specification<TOperation, TAnswer> Waiting<TState, TOperation, TAnswer>(
        TState initial, Func<TState, TOperation, (TAnswer Answer, TState Next)?> apply) =>
        new StateSpecification<TState, TOperation, TAnswer>(initial, apply);
}

/// <summary>What the operations of a protocol must answer: the same as if they were called one after the other, in an
/// order that respects which of them ended before which began. <see cref="Specification"/> makes one.</summary>
/// <typeparam name="TOperation">An operation.</typeparam>
/// <typeparam name="TAnswer">What it answers.</typeparam>
public abstract class Specification<TOperation, TAnswer>
{
    private protected Specification()
    {
    }

    /// <summary>Judges the calls of a run that has ended.</summary>
    /// <param name="epoch">The calls.</param>
    /// <param name="bound">The bound of each search.</param>
    /// <returns>The verdict, and if it is a violation, what to report.</returns>
    internal abstract (Verdict Verdict, Violation? Violation, IReadOnlyList<Runs.RecordedStep> Witness) Judge(
        Epoch epoch, long bound);
}
