namespace LuoVerified.Check.Explore;

/// <summary>What is left of a subtree, in parts that can be searched at the same time: one for each choice that is to be tried at
/// the first place at which anything is left.</summary>
/// <remarks>
/// <para>As in a search that does one part after the other, what one part covers sleeps in the parts behind it. But these do not
/// wait for what it asks for, so they leave out less: such a sleeper is <see cref="SearchNode.Loose"/>, and requests get both
/// answers in their sequences. Each part then covers by itself all that begins with its choice and with no
/// sleeper.</para>
/// <para>What a part asks for at choices before it, and no part covers, is tried when all have come to their end
/// (<see cref="Join"/>).</para>
/// </remarks>
internal sealed class Fork
{
    private readonly Start _start;
    private readonly int _root;
    private readonly SearchNode[] _path;

    /// <summary>Divides.</summary>
    /// <param name="start">The start of the subtree.</param>
    /// <param name="root">Where the subtree begins.</param>
    /// <param name="path">The choices of the next execution.</param>
    /// <param name="depth">The first choice at which something is left.</param>
    public Fork(Start start, int root, IReadOnlyList<SearchNode> path, int depth)
    {
        (_start, _root) = (start, root);
        _path = [.. path.Take(depth + 1).Select(node => node.Copy())];
        List<Subtree> parts = [Part(isFirst: true, path.Skip(depth + 1))];
        int asleep = _path[depth].Asleep;
        while (_path[depth].Advance())
        {
            _path[depth].Loose |= _path[depth].Asleep & ~asleep;
            parts.Add(Part(isFirst: false, []));
        }

        Parts = parts;
    }

    /// <summary>The parts, in the order in which they are reported.</summary>
    public IReadOnlyList<Subtree> Parts { get; }

    /// <summary>All parts were searched.</summary>
    /// <param name="asked">What they asked for.</param>
    /// <param name="before">Takes what was asked for at choices before the whole.</param>
    /// <returns>What is still to be searched for that; null if nothing is.</returns>
    public Subtree? Join(IEnumerable<WakeupRequest> asked, List<WakeupRequest> before)
    {
        foreach (WakeupRequest request in asked)
        {
            if (request.Depth < _root)
            {
                before.Add(request);
            }
            else
            {
                request.Ask(_path[request.Depth]);
            }
        }

        int depth = _path.Length - 1;
        while (depth >= _root && !_path[depth].Advance())
        {
            depth--;
        }

        return depth < _root ? null : new Subtree(_start, [.. _path.Take(depth + 1)], _root);
    }

    private Subtree Part(bool isFirst, IEnumerable<SearchNode> after) => new(
        _start,
        [
            .. _path.SkipLast(1).Select(node => node.Past(isFixed: true)),
            _path[^1].Past(isFixed: isFirst),
            .. after.Select(node => node.Copy()),
        ],
        _path.Length);
}

/// <summary>What a search asks for at a choice that is not in its subtree.</summary>
/// <param name="Depth">Which choice.</param>
/// <param name="Ask">Asks for it there.</param>
internal readonly record struct WakeupRequest(int Depth, Action<SearchNode> Ask);
