using System.Numerics;

namespace LuoVerified.Check.Model;

/// <summary>A specification as a transition system over packed states.</summary>
/// <typeparam name="T">What a state is packed into.</typeparam>
internal interface IModel<T>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    /// <summary>The only state that nothing leads to.</summary>
    T Initial { get; }

    /// <summary>The most transitions out of any state.</summary>
    int MaxSuccessors { get; }

    /// <summary>Adds every transition out of a state. Pure, and safe to call from several threads.</summary>
    void Expand(T state, Successors<T> into);

    /// <summary>Which goals that are no transitions are reached in a state, as bits: see <see cref="ModelGoals"/>.</summary>
    ulong Answers(T state);
}

/// <summary>What must hold of the states and transitions of a model. Rules have numbers, from 0, in the order in which they are
/// checked.</summary>
/// <typeparam name="T">What a state is packed into.</typeparam>
internal interface IModelRules<T>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    /// <summary>The first rule that a state breaks.</summary>
    /// <returns>Its number; less than 0 if all hold.</returns>
    int BrokenBy(T state);

    /// <summary>The first rule that a transition breaks, of those that no single state shows.</summary>
    /// <returns>Its number; less than 0 if all hold.</returns>
    int BrokenBy(T from, int kind, T to);
}

/// <summary>Picks one state out of all that are alike.</summary>
/// <typeparam name="T">What a state is packed into.</typeparam>
internal interface ICanonical<T>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    /// <summary>Whether each state is like itself alone.</summary>
    bool IsIdentity { get; }

    /// <summary>The state that stands for a state and all like it.</summary>
    T Of(T state);
}

/// <summary>What must be reachable: a specification that forbids everything is wrong too. Goals are bits of one number: first
/// the kinds of transitions, by their numbers, then others.</summary>
/// <param name="Names">The names of all of them in reports; at most 64.</param>
/// <param name="Transitions">How many of them are kinds of transitions.</param>
/// <param name="Wanted">The bits of those that must be reached; the bounds rule the others out.</param>
internal sealed record ModelGoals(IReadOnlyList<string> Names, int Transitions, ulong Wanted);
