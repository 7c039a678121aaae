using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>Every order of the steps, within the bounds: the independent judge of
/// <see cref="OptimalReduction"/>.</summary>
/// <param name="options">The bounds.</param>
/// <param name="report">Takes whether a bound was reached.</param>
internal sealed class DepthFirst(ExploreOptions options, SubtreeReport report) : IPolicy
{
    /// <inheritdoc/>
    public void BeginExecution()
    {
    }

    /// <inheritdoc/>
    public bool Begin(SearchNode node, SearchNode parent, int current, PendingStep?[] pending)
    {
        int candidates = WithinBounds(node, parent, current);
        if (candidates == 0)
        {
            return false;
        }

        node.Choose(IPolicy.Preferred(candidates, current));
        for (int others = candidates & ~(1 << node.Thread); others != 0; others &= others - 1)
        {
            node.Ask(int.TrailingZeroCount(others));
        }

        return true;
    }

    /// <inheritdoc/>
    public void Comes(SearchNode node, PendingStep?[] pending)
    {
    }

    /// <inheritdoc/>
    public void Happened()
    {
    }

    /// <inheritdoc/>
    public void Ends(int phaseStart, PendingStep?[] cutOff, bool aborted)
    {
    }

    private int WithinBounds(SearchNode node, SearchNode parent, int current)
    {
        int within = 0;
        for (int left = node.Enabled; left != 0; left &= left - 1)
        {
            node.Thread = int.TrailingZeroCount(left);
            node.Count(parent, current);
            bool fits = !(node.Preemptions > options.Preemptions) && !(node.Switches > options.Switches);
            within |= fits ? 1 << node.Thread : 0;
            report.BoundReached |= !fits;
        }

        return within;
    }
}
