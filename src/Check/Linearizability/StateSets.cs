namespace LuoVerified.Check.Linearizability;

/// <summary>What an epoch can hand on to the next as far as the specification goes: sets of states, one for each way in which
/// real time can have ordered the calls, of which those are kept that hold no other. Equal to others by content.</summary>
/// <remarks>A set holds the states in which the calls can have left the specification. The fewer there are, the less a later
/// answer can be explained, so a set that holds another adds nothing.</remarks>
/// <typeparam name="TState">A state of the specification.</typeparam>
internal sealed class StateSets<TState> : IEquatable<StateSets<TState>>
    where TState : IEquatable<TState>
{
    private readonly List<HashSet<TState>> _sets = [];

    /// <summary>One set with one state in it.</summary>
    public static StateSets<TState> Of(TState state)
    {
        var sets = new StateSets<TState>();
        sets.Add([state]);
        return sets;
    }

    /// <summary>The sets.</summary>
    public IReadOnlyList<IReadOnlySet<TState>> Sets => _sets;

    /// <summary>Adds a set, unless it holds another; those that hold it go.</summary>
    public void Add(HashSet<TState> set)
    {
        if (!_sets.Exists(set.IsSupersetOf))
        {
            _sets.RemoveAll(other => other.IsSupersetOf(set));
            _sets.Add(set);
        }
    }

    /// <inheritdoc/>
    public bool Equals(StateSets<TState>? other) => other is not null && _sets.Count == other._sets.Count
        && _sets.TrueForAll(set => other._sets.Exists(set.SetEquals));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StateSets<TState>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        unchecked
        {
            return _sets.Aggregate(0, (total, set) => total + set.Aggregate(set.Count, (sum, state) => sum + (state.GetHashCode() * 31)));
        }
    }
}
