using LuoVerified.Abi;

namespace LuoVerified.Sessions.Programs;

/// <summary>Other names, each for one of its length.</summary>
internal sealed class Renaming
{
    private readonly Dictionary<ByteString, ByteString> _names;
    private readonly IReadOnlyList<int> _operations;
    private readonly bool _isIdentity;

    private Renaming(Dictionary<ByteString, ByteString> names, Alphabet alphabet)
    {
        (_names, _operations) = (names, alphabet.Renamed(names));
        _isIdentity = names.All(pair => pair.Key == pair.Value);
    }

    /// <summary>Every one, the one that changes nothing included.</summary>
    /// <param name="alphabet">The names, and the operations that take them.</param>
    public static IEnumerable<Renaming> All(Alphabet alphabet) => Orders(alphabet.Names.Count)
        .Select(order => order.Index().ToDictionary(each => alphabet.Names[each.Index], each => alphabet.Names[each.Item]))
        .Where(names => names.All(pair => pair.Key.Length == pair.Value.Length))
        .Select(names => new Renaming(names, alphabet));

    /// <summary>Every order of some things, as their numbers from 0.</summary>
    public static IEnumerable<int[]> Orders(int count) => count == 0
        ? [[]]
        : Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));

    /// <summary>The other name for a name.</summary>
    public ByteString Of(ByteString name) => _names[name];

    /// <summary>The same thread with other names.</summary>
    public ThreadProgram Of(ThreadProgram thread) => _isIdentity ? thread : thread.Replaced(_operations);
}
