namespace LuoVerified.Spec.Operations;

/// <summary>The sequential meaning of an operation.</summary>
/// <remarks>
/// <para>Pure and deterministic: equal arguments give equal results. On any outcome that is not a success the state is
/// unchanged, with two exceptions: a deserialize that fails is remembered, and a jump whose boot fails has left the old kernel
/// all the same.</para>
/// <para>It is said once, over the primitives of <see cref="ISessionState{TSelf,TName}"/>. <see cref="ImmutableState"/> holds
/// any state there can be; the model checker has an instance in a few bits. Meanings are structs, so that each is compiled for
/// each instance by itself.</para>
/// </remarks>
public interface IMeaning
{
    /// <summary>Performs the operation.</summary>
    /// <typeparam name="TState">How states are stored.</typeparam>
    /// <typeparam name="TName">What names are there.</typeparam>
    /// <param name="state">The state to start from; it stays as it is.</param>
    /// <param name="with">What it is asked with.</param>
    /// <param name="next">The state after it; <paramref name="state"/> if nothing changes.</param>
    /// <returns>What it answers; null if it waits in this state.</returns>
    static abstract Outcome? Apply<TState, TName>(TState state, in Arguments<TName> with, out TState next)
        where TState : struct, ISessionState<TState, TName>;
}

/// <summary>Makes something of a meaning.</summary>
/// <typeparam name="TResult">What.</typeparam>
public interface IMeaningVisitor<TResult>
{
    /// <summary>Makes it.</summary>
    /// <typeparam name="TMeaning">The meaning.</typeparam>
    /// <returns>What was made.</returns>
    TResult Visit<TMeaning>()
        where TMeaning : struct, IMeaning;
}
