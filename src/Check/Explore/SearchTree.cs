namespace LuoVerified.Check.Explore;

/// <summary>The path of choices that the execution at hand follows, and what is left to try along it. Its size is the
/// length of the longest schedule, not the number of executions.</summary>
internal sealed class SearchTree
{
    private readonly List<SearchNode> _path = [];

    /// <summary>The choices that the next execution has to repeat.</summary>
    public int Prefix { get; private set; }

    /// <summary>The choices made in the execution at hand.</summary>
    public int Depth { get; private set; }

    /// <summary>What the requests got while the last epoch was entered.</summary>
    public IReadOnlyList<int> LastBoot =>
        [.. _path.Take(Depth).Reverse().TakeWhile(node => node.Thread < 0).Reverse().Select(node => node.Option)];

    /// <summary>What the requests got while epochs were entered.</summary>
    public IEnumerable<int> Boots => _path.Take(Depth).Where(node => node.Thread < 0).Select(node => node.Option);

    private int First => Math.Max(Root - 1, 0);

    /// <summary>A choice on the path.</summary>
    public SearchNode this[int depth] => _path[depth];

    /// <summary>Where the subtree begins. Choices before are not tried otherwise; of the one right before, the other option of a
    /// request may be left.</summary>
    public int Root { get; private set; }

    /// <summary>Begins with a new subtree.</summary>
    /// <param name="subtree">The subtree.</param>
    public void Plant(Subtree subtree)
    {
        _path.Clear();
        _path.AddRange(subtree.Path.Select(node => node.Copy()));
        (Root, Prefix) = (subtree.Root, _path.Count);
    }

    /// <summary>Begins an execution.</summary>
    public void Restart() => Depth = 0;

    /// <summary>Goes one choice on: the recorded one if there is one, else a new one.</summary>
    /// <param name="isNew">Whether it is new: the caller fills it in.</param>
    /// <returns>The choice.</returns>
    public SearchNode Step(out bool isNew)
    {
        isNew = Depth >= Prefix;
        if (isNew)
        {
            Prefix = Depth + 1;
            if (_path.Count == Depth)
            {
                _path.Add(new SearchNode());
            }

            _path[Depth].Clear();
        }

        _path[Depth].IsAsked = false;
        return _path[Depth++];
    }

    /// <summary>Turns to the deepest choice with something left to try, and takes it.</summary>
    /// <returns>False if nothing is left.</returns>
    public bool Advance()
    {
        for (int depth = Depth - 1; depth >= First; depth--)
        {
            if (_path[depth].Advance())
            {
                Prefix = depth + 1;
                return true;
            }
        }

        return false;
    }

    /// <summary>Divides what is left to try.</summary>
    /// <param name="start">The start of the subtree.</param>
    /// <returns>The parts; null if only the next execution is known.</returns>
    public Fork? Divide(Start start)
    {
        int depth = First;
        while (depth < Prefix && !_path[depth].HasLeft)
        {
            depth++;
        }

        return depth == Prefix ? null : new Fork(start, Root, [.. _path.Take(Prefix)], depth);
    }
}
