namespace LuoVerified.Check.Explore;

/// <summary>The path of choices that the execution at hand follows, and what is left to try along it. Its size is the
/// length of the longest schedule, not the number of executions.</summary>
internal sealed class SearchTree
{
    private readonly List<SearchNode> _path = [];
    private int _root;

    /// <summary>The choices that the next execution has to repeat.</summary>
    public int Prefix { get; private set; }

    /// <summary>The choices made in the execution at hand.</summary>
    public int Depth { get; private set; }

    /// <summary>What the requests got while the last epoch was entered.</summary>
    public IReadOnlyList<int> LastBoot =>
        [.. _path.Take(Depth).Reverse().TakeWhile(node => node.Thread < 0).Reverse().Select(node => node.Option)];

    /// <summary>What the requests got while epochs were entered.</summary>
    public IEnumerable<int> Boots => _path.Take(Depth).Where(node => node.Thread < 0).Select(node => node.Option);

    /// <summary>A choice on the path.</summary>
    public SearchNode this[int depth] => _path[depth];

    /// <summary>Begins a new tree, below what the requests get while its epoch is entered: nothing else is tried
    /// there.</summary>
    public void Plant(IEnumerable<int> boot)
    {
        _path.Clear();
        _path.AddRange(boot.Select(option => new SearchNode { Thread = -1, Option = option }));
        _root = Prefix = _path.Count;
    }

    /// <summary>Begins an execution.</summary>
    public void Restart() => Depth = 0;

    /// <summary>Goes one choice on: the recorded one where there is one, else a new one.</summary>
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

        return _path[Depth++];
    }

    /// <summary>Turns to the deepest choice with something left to try, and takes it.</summary>
    /// <returns>False if nothing is left.</returns>
    public bool Advance()
    {
        for (int depth = Depth - 1; depth >= _root; depth--)
        {
            if (_path[depth].Advance())
            {
                Prefix = depth + 1;
                return true;
            }
        }

        return false;
    }
}
