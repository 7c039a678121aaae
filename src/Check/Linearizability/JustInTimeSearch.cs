
namespace LuoVerified.Check.Linearizability;

/// <summary>Searches the orders in which the calls of a history can have taken effect, depth first.</summary>
/// <remarks>
/// <para>The algorithm of Wing and Gong (Testing and verifying concurrent objects, 1993) as improved by Lowe (Testing for
/// linearizability, CCPE 2017): just-in-time linearization, with a memory of the configurations that were tried. The
/// returns are gone through in order of time. If a call returns that has not taken effect, it must now: alone, or after
/// others that are pending. A call takes effect no earlier than a return forces it to, so that nothing is guessed early;
/// and no order is lost, for whatever precedes a call in one was made before that call returned.</para>
/// <para>A call that was cut off never returns, so nothing forces it; if it precedes another, it may have had any
/// answer. Calls take effect in their own epoch only, and what a jump cut off is forgotten with it.</para>
/// </remarks>
/// <param name="returns">The history.</param>
/// <param name="specification">What the calls must answer.</param>
/// <param name="bound">The most that the weights of the configurations tried may add up to.</param>
/// <typeparam name="TState">A state of the specification.</typeparam>
internal sealed class JustInTimeSearch<TState>(
    IReadOnlyList<ForcingReturn> returns, ISpecification<TState> specification, long bound)
    where TState : IEquatable<TState>
{
    private readonly HashSet<Configuration<TState>> _tried = [];

    /// <summary>What is still to be tried, the last first: a configuration, and the call to take effect in it; null for a
    /// configuration to start from.</summary>
    private readonly Stack<(Configuration<TState> From, PendingCall? Next)> _open = new();
    private long _weight;

    /// <summary>Whether the bound ended the search.</summary>
    public bool BoundReached => _weight > bound;

    /// <summary>How many configurations were tried.</summary>
    public int Configurations => _tried.Count;

    /// <summary>The first configuration among those in which the most calls have taken effect: none of the calls that are
    /// pending there can be next, or the whole history is done.</summary>
    public Configuration<TState>? Longest { get; private set; }

    /// <summary>Every configuration in which the history can end; distinct, found one after the other as they are asked
    /// for. Where <see cref="BoundReached"/> holds afterwards, there may be more.</summary>
    /// <param name="initial">The states that the history may start in.</param>
    /// <returns>The configurations.</returns>
    public IEnumerable<Configuration<TState>> Ends(IEnumerable<TState> initial)
    {
        foreach (TState state in initial.Reverse())
        {
            _open.Push((new Configuration<TState>(0, 0, state, null, null), null));
        }

        while (_open.TryPop(out (Configuration<TState> From, PendingCall? Next) branch))
        {
            if (Reached(branch.From, branch.Next) is not { } at || !_tried.Add(at))
            {
                continue;
            }

            _weight += specification.Weight(at.State);
            if (BoundReached)
            {
                break;
            }

            Longest = Longest?.Length >= at.Length ? Longest : at;
            if (at.Position == returns.Count)
            {
                yield return at;
            }
            else
            {
                Branch(at);
            }
        }
    }

    private Configuration<TState>? Reached(Configuration<TState> from, PendingCall? next)
    {
        if (next is not { } pending)
        {
            return from;
        }

        if (specification.After(from.State, pending.Call) is not { } state)
        {
            return null;
        }

        int position = from.Position;
        ulong linearized = from.Linearized | pending.Slot;
        for (; position < returns.Count && (linearized & returns[position].Returning.Slot) != 0; position++)
        {
            linearized &= ~returns[position].Freed;
        }

        return new Configuration<TState>(position, linearized, state, from, pending.Call);
    }

    /// <summary>The call that returns next comes first, then the others that are pending.</summary>
    private void Branch(Configuration<TState> at)
    {
        ForcingReturn next = returns[at.Position];
        for (int i = next.Others.Count - 1; i >= 0; i--)
        {
            if ((at.Linearized & next.Others[i].Slot) == 0)
            {
                _open.Push((at, next.Others[i]));
            }
        }

        _open.Push((at, next.Returning));
    }
}
