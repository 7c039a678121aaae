using System.Numerics;
using LuoVerified.Core;

namespace LuoVerified.Check.Model;

/// <summary>Finds a shortest run to a state by going back through the levels.</summary>
/// <remarks>No state keeps where it came from: the level before holds all states that can have led to it, and the least
/// of those that do is taken, so that the run does not depend on the order in which states were found.</remarks>
internal static class ShortestRun
{
    /// <summary>A step of a run; the first has no move.</summary>
    /// <typeparam name="T">What a state is packed into.</typeparam>
    /// <param name="Move">The transition that led here.</param>
    /// <param name="From">Where it started.</param>
    /// <param name="State">Where it led.</param>
    public readonly record struct Step<T>(Move? Move, T From, T State);

    /// <summary>Finds a run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="canonical">Which states count as one.</param>
    /// <param name="search">What was explored.</param>
    /// <param name="breach">A breach in the last complete level.</param>
    /// <returns>Real states, not those that stand for others; with the transition, if it is that which breaks the
    /// rule.</returns>
    public static IReadOnlyList<Step<T>> To<T, TRules>(
        IModel<T> model, ICanonical<T> canonical, BreadthFirst<T, TRules> search, Breach<T> breach)
        where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
        where TRules : struct, IModelRules<T>
    {
        var next = new Successors<T>(model.MaxSuccessors);
        T[] path = new T[search.Levels.Count];
        path[^1] = breach.State;
        for (int level = path.Length - 2; level >= 0; level--)
        {
            path[level] = Predecessor(model, canonical, search.Set, search.Levels[level], path[level + 1], next);
        }

        T at = model.Initial;
        List<Step<T>> run = [new(null, at, at)];
        foreach (T want in path.Skip(1))
        {
            (Move move, T state) = Transitions(model, at, next).First(each => canonical.Of(each.State) == want);
            run.Add(new Step<T>(move, at, state));
            at = state;
        }

        if (breach.Kind == BreachKind.Transition)
        {
            // Out of the real state, the transition that is like the one found.
            T like = canonical.Of(breach.Next);
            (Move move, T state) = Transitions(model, at, next)
                .First(each => each.Move.Kind == breach.Move.Kind && canonical.Of(each.State) == like);
            run.Add(new Step<T>(move, at, state));
        }

        return run;
    }

    private static T Predecessor<T>(
        IModel<T> model, ICanonical<T> canonical, StateSet<T> set, List<Stretch> level, T to, Successors<T> next)
        where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        T? least = null;
        foreach (Stretch stretch in level)
        {
            for (uint index = stretch.First; index < stretch.First + stretch.Count; index++)
            {
                T state = set[index];
                if ((least is not { } best || state < best)
                    && Transitions(model, state, next).Any(each => canonical.Of(each.State) == to))
                {
                    least = state;
                }
            }
        }

        return least ?? throw new InternalErrorException($"nothing leads to state {to:x}");
    }

    private static IEnumerable<(Move Move, T State)> Transitions<T>(IModel<T> model, T state, Successors<T> next)
        where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        next.Truncate(0);
        model.Expand(state, next);
        for (int i = 0; i < next.Count; i++)
        {
            yield return (next.MoveTo(i), next.States[i]);
        }
    }
}
