using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Linearizability;

/// <summary>Decides linearizability for every order of calls and returns that a class of schedules allows, without running
/// any of them.</summary>
/// <remarks>
/// <para>Walks the down-sets of the order (what can have happened up to some moment), level by level. With each it carries sets
/// of configurations, as the just-in-time search has them (<see cref="JustInTimeSearch{TState}"/>): a state of the
/// specification, and which pending calls have taken effect. A call adds to what is pending; a return keeps the configurations
/// in which the call has taken effect, or can now, alone or after others that are pending. If that leaves none, the path to the
/// down-set is an order of calls and returns that no linearization explains.</para>
/// <para>A return that can happen does, before any call: to return earlier leaves an operation less room and explains no more,
/// and the order of returns among each other decides nothing. So the walk branches over calls only.</para>
/// <para>Of the sets that lead to one down-set only those are kept that hold no other: a set that holds another explains all
/// that the other does.</para>
/// </remarks>
/// <param name="order">The calls of the epoch.</param>
/// <param name="specification">What they must answer.</param>
/// <param name="bound">The most that the weights of all configurations may add up to.</param>
/// <typeparam name="TState">A state of the specification.</typeparam>
internal sealed class ClassSearch<TState>(CallOrder order, ISpecification<TState> specification, long bound)
    where TState : IEquatable<TState>
{
    private readonly Dictionary<TState, int> _numbers = [];
    private readonly List<TState> _states = [];
    private readonly Dictionary<(int State, Call Call), int> _after = [];
    private long _weight;

    /// <summary>Whether the bound ended the search.</summary>
    public bool BoundReached => _weight > bound;

    /// <summary>An order of calls and returns that nothing explains, each as thread and number of the event; null if there is
    /// none.</summary>
    public IReadOnlyList<(int Thread, int Number)>? Unexplained { get; private set; }

    /// <summary>Walks.</summary>
    /// <param name="initial">The states that the epoch may start in.</param>
    /// <returns>The sets of states in which it can end, calls that never returned having taken effect or not; null if something is
    /// unexplained or the bound was reached.</returns>
    public StateSets<TState>? Walk(StateSets<TState> initial)
    {
        Dictionary<ulong, List<Node>> level = [];
        foreach (IReadOnlySet<TState> set in initial.Sets)
        {
            Keep(level, new Node(new int[order.Threads], [.. set.Select(state => Configuration(Number(state), 0)).Order()], null, -1));
        }

        for (int left = order.Lengths.Sum(); left > 0; left--)
        {
            Dictionary<ulong, List<Node>> next = [];
            foreach (Node node in level.Values.SelectMany(nodes => nodes))
            {
                int returning = Returning(node.Happened);
                for (int thread = 0; thread < order.Threads; thread++)
                {
                    bool isTried = returning < 0 ? order.CanHappen(node.Happened, thread) : thread == returning;
                    if (isTried && !Advance(next, node, thread))
                    {
                        return null;
                    }
                }
            }

            level = next;
        }

        var ends = new StateSets<TState>();
        foreach (Node node in level.Values.SelectMany(nodes => nodes))
        {
            ends.Add([.. Reachable(node, forced: -1).Select(configuration => _states[State(configuration)])]);
        }

        return ends;
    }

    private static long Configuration(int state, int effective) => ((long)state << 32) | (uint)effective;

    private static int State(long configuration) => (int)(configuration >> 32);

    private static int Effective(long configuration) => (int)(configuration & 0xFFFF);

    /// <summary>The first thread of which a call can return; -1 if there is none.</summary>
    private int Returning(int[] happened)
    {
        for (int thread = 0; thread < happened.Length; thread++)
        {
            if (CallOrder.IsReturn(happened[thread]) && order.CanHappen(happened, thread))
            {
                return thread;
            }
        }

        return -1;
    }

    /// <summary>One more event; false if the walk is over.</summary>
    private bool Advance(Dictionary<ulong, List<Node>> next, Node node, int thread)
    {
        int number = node.Happened[thread];
        int[] happened = [.. node.Happened];
        happened[thread]++;
        long[] configurations = CallOrder.IsReturn(number) ? Returned(node, thread) : node.Configurations;
        var reached = new Node(happened, configurations, node, thread);
        if (configurations.Length == 0)
        {
            Unexplained = reached.Path();
            return false;
        }

        Keep(next, reached);
        return !BoundReached;
    }

    private void Keep(Dictionary<ulong, List<Node>> level, Node node)
    {
        ulong key = node.Happened.Aggregate(0UL, (sum, count) => (sum << 12) ^ (uint)count);
        if (!level.TryGetValue(key, out List<Node>? nodes))
        {
            level.Add(key, nodes = []);
        }

        if (!nodes.Exists(other => Holds(node.Configurations, other.Configurations)))
        {
            nodes.RemoveAll(other => Holds(other.Configurations, node.Configurations));
            nodes.Add(node);
            foreach (long configuration in node.Configurations)
            {
                _weight += specification.Weight(_states[State(configuration)]);
            }
        }
    }

    /// <summary>Whether a sorted set holds all of another.</summary>
    private static bool Holds(long[] set, long[] other)
    {
        int at = 0;
        foreach (long wanted in other)
        {
            while (at < set.Length && set[at] < wanted)
            {
                at++;
            }

            if (at == set.Length || set[at] != wanted)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The configurations in which a call that returns has taken effect.</summary>
    private long[] Returned(Node node, int returning) =>
        [.. Reachable(node, returning).Where(configuration => (configuration & (1L << returning)) != 0)
            .Select(configuration => configuration & ~(1L << returning)).Distinct().Order()];

    /// <summary>All that pending calls can lead to, one after the other; not beyond the one that is forced to take effect.</summary>
    private HashSet<long> Reachable(Node node, int forced)
    {
        HashSet<long> seen = [];
        Stack<long> open = new(node.Configurations);
        while (open.TryPop(out long configuration))
        {
            int effective = Effective(configuration);
            if (seen.Add(configuration) && (forced < 0 || (effective & (1 << forced)) == 0))
            {
                for (int thread = 0; thread < order.Threads; thread++)
                {
                    bool isPending = CallOrder.IsReturn(node.Happened[thread]) && (effective & (1 << thread)) == 0;
                    int after = isPending ? After(State(configuration), order.CallOf(thread, node.Happened[thread])) : -1;
                    if (after >= 0)
                    {
                        open.Push(Configuration(after, effective | (1 << thread)));
                    }
                }
            }
        }

        return seen;
    }

    private int After(int state, Call call)
    {
        if (!_after.TryGetValue((state, call), out int after))
        {
            _after.Add((state, call), after = specification.After(_states[state], call) is { } next ? Number(next) : -1);
        }

        return after;
    }

    private int Number(TState state)
    {
        if (!_numbers.TryGetValue(state, out int number))
        {
            _numbers.Add(state, number = _states.Count);
            _states.Add(state);
        }

        return number;
    }

    /// <summary>A down-set with a set of configurations, and how it was reached.</summary>
    private sealed record Node(int[] Happened, long[] Configurations, Node? Previous, int Thread)
    {
        public List<(int Thread, int Number)> Path()
        {
            List<(int, int)> path = [];
            for (Node node = this; node.Previous is { } previous; node = previous)
            {
                path.Add((node.Thread, previous.Happened[node.Thread]));
            }

            path.Reverse();
            return path;
        }
    }
}
