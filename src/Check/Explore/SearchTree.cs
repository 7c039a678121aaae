using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>A place in a schedule where something was chosen: which thread does the next step, or what a request gets.</summary>
internal sealed class SearchNode
{
    /// <summary>The thread that was chosen; -1 for the one that runs between two epochs.</summary>
    public int Thread { get; set; }

    /// <summary>The threads that could go on, as a mask.</summary>
    public int Enabled { get; set; }

    /// <summary>The threads that must be tried here.</summary>
    public int Backtrack { get; set; }

    /// <summary>The threads that have been tried.</summary>
    public int Done { get; set; }

    /// <summary>The threads that need not be tried: what they would lead to was seen elsewhere.</summary>
    public int Sleep { get; set; }

    /// <summary>What the request got: 0 granted, 1 refused.</summary>
    public int Option { get; set; }

    /// <summary>How many options the request has; 1 where the step is no request.</summary>
    public int Options { get; set; } = 1;

    /// <summary>Preemptions up to and including this choice.</summary>
    public int Preemptions { get; set; }

    /// <summary>Switches of the running thread up to and including this choice.</summary>
    public int Switches { get; set; }

    /// <summary>The step of each thread that waits to go on.</summary>
    public PendingStep[] Pending { get; } = new PendingStep[4];

    /// <summary>Makes it a choice that nobody has made.</summary>
    public void Clear()
    {
        (Thread, Enabled, Backtrack, Done, Sleep) = (0, 0, 0, 0, 0);
        (Option, Options, Preemptions, Switches) = (0, 1, 0, 0);
    }

    /// <summary>Notes what the threads wait to do here, in the execution at hand.</summary>
    /// <param name="pending">The step of each thread that waits to go on.</param>
    public void Await(PendingStep?[] pending)
    {
        for (int thread = 0; thread < pending.Length; thread++)
        {
            Pending[thread] = pending[thread].GetValueOrDefault();
        }
    }

    /// <summary>One of some threads must be tried here, because a step that comes later races with the one chosen here
    /// (source set).</summary>
    /// <param name="request">The threads, and the one with the later step.</param>
    public void Require(Reversal request)
    {
        if ((request.Initials & (Backtrack | Sleep)) != 0)
        {
            return;
        }

        int enabled = request.Initials & Enabled;
        Backtrack |= enabled == 0 ? Enabled
            : (enabled & (1 << request.Thread)) != 0 ? 1 << request.Thread
            : enabled & -enabled;
    }
}

/// <summary>A race whose steps are to be tried in the other order.</summary>
/// <param name="Initials">The threads one of which has to begin in place of the earlier step, as a mask.</param>
/// <param name="Thread">The thread of the later step.</param>
internal readonly record struct Reversal(int Initials, int Thread);

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

    /// <summary>Begins a new tree, below what the requests get while its epoch is entered: nothing else is tried there.</summary>
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

    /// <summary>Turns to the deepest choice with something left to try, and takes it. Which thread begins is not tried
    /// here: each has a tree of its own.</summary>
    /// <returns>False where nothing is left.</returns>
    public bool Advance()
    {
        for (int depth = Depth - 1; depth >= _root; depth--)
        {
            SearchNode node = _path[depth];
            if (node.Option + 1 < node.Options)
            {
                node.Option++;
                Prefix = depth + 1;
                return true;
            }

            int left = depth == _root ? 0 : node.Backtrack & ~node.Done & ~node.Sleep;
            if (left != 0)
            {
                node.Thread = int.TrailingZeroCount(left);
                node.Done |= 1 << node.Thread;
                node.Option = 0;
                node.Options = 1;
                Prefix = depth + 1;
                return true;
            }
        }

        return false;
    }
}
