using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>One schedule of each class of those that differ only in the order of independent steps.</summary>
/// <remarks>
/// <para>Optimal dynamic partial order reduction with wake-up trees (Abdulla, Aronis, Jonsson, Sagonas: Optimal dynamic
/// partial order reduction, POPL 2014, algorithm 2; at length: Source sets: a foundation for optimal dynamic partial
/// order reduction, JACM 2017). At the end of each execution every race is turned round: what comes after its earlier
/// step and does not happen after it, then the later step, is a sequence to be tried in place of the earlier step. It
/// is left out if a step that sleeps there covers it, or the tree of sequences that are still to be tried. A sequence
/// that was inserted wakes all that slept, so nothing is blocked by a sleep set later.</para>
/// <para>Deviations. Locks disable steps: see <see cref="RaceReversals"/>. A request that may be refused is two
/// steps, granted and refused: inside a sequence it keeps its answer, at the end of one both are tried. Their
/// order is free (<see cref="Footprint.Own"/>).</para>
/// <para>In a tree the steps of one run are compared with those of another, where a target is another object. What
/// cannot be told apart is taken to be dependent (<see cref="Footprint.MayConflict"/>). Then a sequence may be
/// inserted in vain, and sleepers that it does not wake are <see cref="SearchNode.Loose"/>: below it they cover only
/// what they can begin, as with source sets.</para>
/// <para>If a violation ends an execution, it is not known what the threads that were cut off would have done:
/// each is tried at every choice before. So on a design that fails, executions may be blocked. Their races count all
/// the same.</para>
/// </remarks>
/// <param name="order">The order of the steps of the execution at hand.</param>
/// <param name="tree">The choices.</param>
/// <param name="asked">Takes what is asked for at choices before the subtree.</param>
internal sealed class OptimalReduction(HappensBefore order, SearchTree tree, List<WakeupRequest> asked) : IPolicy
{
    private readonly RaceReversals _races = new(order);

    /// <summary>What was asked for at choices before the subtree, by depth: not to ask twice.</summary>
    private readonly SearchNode?[] _askedAt = new SearchNode?[tree.Root];
    private readonly List<int> _sequence = [];
    private readonly List<WakeupStep> _steps = [];

    /// <summary>The choice of each step.</summary>
    private readonly List<int> _nodeOf = [];

    /// <inheritdoc/>
    public void BeginExecution()
    {
        _races.Clear();
        _nodeOf.Clear();
    }

    /// <inheritdoc/>
    public bool Begin(SearchNode node, SearchNode parent, int current, PendingStep?[] pending)
    {
        node.Asleep = parent.Thread >= 0 ? StillAsleep(node, parent, pending) : 0;
        for (int at = parent.Below.Count - 1; at >= 0; at--)
        {
            if ((node.Enabled & (1 << parent.Below[at].Step.Thread)) == 0)
            {
                parent.Below.RemoveAt(at);
            }
        }

        bool isLeft = parent.IsFollowed && parent.Below.Count == 0;
        node.Loose = isLeft ? node.Asleep : node.Asleep & parent.Loose;
        if (parent.Below.Count > 0)
        {
            node.Follow(parent.Below);
            return true;
        }

        int candidates = node.Enabled & ~Asleep.Threads(node.Asleep);
        if (candidates == 0)
        {
            return false;
        }

        node.Choose(IPolicy.Preferred(candidates, current));
        return true;
    }

    /// <inheritdoc/>
    public void Comes(SearchNode node, PendingStep?[] pending)
    {
        // Also if a choice is repeated: targets are those of the execution at hand, and what comes later is new.
        node.Await(pending);
        _races.Comes(node.Thread, pending[node.Thread]!.Value);
    }

    /// <inheritdoc/>
    public void Happened() => _nodeOf.Add(tree.Depth - 1);

    /// <inheritdoc/>
    public void Ends(int phaseStart, PendingStep?[] cutOff, bool aborted)
    {
        for (int thread = 0; thread < cutOff.Length; thread++)
        {
            if (cutOff[thread] is { } step)
            {
                _races.Comes(thread, step);
            }
        }

        for (int race = 0; race < _races.Count; race++)
        {
            Reverse(race);
        }

        _races.Clear();
        for (int depth = phaseStart; aborted && depth < tree.Depth; depth++)
        {
            Try(depth, cutOff);
        }
    }

    /// <summary>What was asleep or done at the last choice, and has not been woken by the step that was taken
    /// there.</summary>
    private static int StillAsleep(SearchNode node, SearchNode parent, PendingStep?[] pending)
    {
        int asleep = parent.Asleep & ~Asleep.Bits(parent.Thread) & Asleep.All(node.Enabled);
        for (int thread = 0; asleep != 0 && thread < pending.Length; thread++)
        {
            int bits = Asleep.Bits(thread);
            if ((asleep & bits) != 0 && Footprint.Conflict(pending[thread]!.Value, parent.Pending[parent.Thread]))
            {
                asleep &= ~bits;
            }
        }

        return asleep;
    }

    /// <summary>Tries the threads that were cut off if they could go on there.</summary>
    private void Try(int depth, PendingStep?[] cutOff)
    {
        for (int left = tree[depth].Enabled & ~(1 << tree[depth].Thread); left != 0; left &= left - 1)
        {
            int thread = int.TrailingZeroCount(left);
            if (cutOff[thread] is null)
            {
                continue;
            }

            if (depth >= tree.Root)
            {
                tree[depth].Ask(thread);
            }
            else if (AskedAt(depth).Ask(thread))
            {
                asked.Add(new WakeupRequest(depth, node => node.Ask(thread)));
            }
        }
    }

    /// <summary>Sees to it that the steps of a race are tried in the other order.</summary>
    private void Reverse(int race)
    {
        int from = _races.Reverse(race, _sequence, out WakeupStep later);
        if (from < 0)
        {
            return;
        }

        int depth = _nodeOf[from];
        SearchNode node = tree[depth];
        WakeupSequence sequence = Sequence(from, later, _steps);
        if ((node.Enabled & (1 << _steps[0].Thread)) == 0)
        {
            return;
        }

        if (depth >= tree.Root)
        {
            node.Ask(sequence);
        }
        else if (AskedAt(depth).Ask(sequence))
        {
            WakeupSequence kept = Sequence(from, later, []);
            asked.Add(new WakeupRequest(depth, other => other.Ask(kept)));
        }
    }

    /// <summary>The reversal of a race as a sequence.</summary>
    /// <param name="from">The position of its first step that has to come later.</param>
    /// <param name="later">The later step of the race.</param>
    /// <param name="steps">Takes the steps; used up when the sequence is inserted.</param>
    private WakeupSequence Sequence(int from, in WakeupStep later, List<WakeupStep> steps)
    {
        steps.Clear();
        foreach (int at in _sequence)
        {
            steps.Add(new WakeupStep(order.ThreadOf(at), tree[_nodeOf[at]].Answer, order[at]));
        }

        steps.Add(later);
        PendingStep[] waiting = tree[_nodeOf[from]].Pending;
        return new WakeupSequence(steps, steps == _steps ? waiting : [.. waiting], order.TargetsBefore(from));
    }

    private SearchNode AskedAt(int depth) => _askedAt[depth] ??= tree[depth].Past(isFixed: true);
}
