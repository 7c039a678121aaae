namespace LuoVerified.Spec.Formats;

/// <summary>What a call of a writer of trees answers.</summary>
public enum WriterAnswer
{
    /// <summary>It is done.</summary>
    Ok,

    /// <summary>It does not fit; nothing has changed.</summary>
    NoSpace,

    /// <summary>No tree was begun.</summary>
    NotBegun,

    /// <summary>It is not its turn.</summary>
    NotNow,
}

/// <summary>What a writer of trees does that writes from front to back: each call is done as a whole or not at all.</summary>
/// <remarks>Source: <c>fdt_sw.c</c> of libfdt, by what its calls promise. Nothing here is shared with <c>src/Abi</c>.</remarks>
/// <param name="room">How many bytes there are for the tree.</param>
public sealed class TreeWriting(int room)
{
    private const int HeaderSize = 48;
    private const int MapEntry = 16;

    private readonly List<byte> _map = [];

    /// <summary>The structure in pieces; of a property the place of the name is counted from the end of the names.</summary>
    private readonly List<Func<byte[]>> _structure = [];
    private int _structureSize;
    private string _names = "";
    private Phase _phase = Phase.NotBegun;

    private enum Phase
    {
        NotBegun,
        Map,
        Structure,
        Complete,
    }

    /// <summary>The tree; null before it is finished.</summary>
    public byte[]? Tree { get; private set; }

    /// <summary>The names of properties, the latest first, each with its end.</summary>
    public byte[] Names => Entries.Latin(_names);

    /// <summary>Begins a tree, whatever was written before.</summary>
    public WriterAnswer Create()
    {
        if (room < HeaderSize)
        {
            return WriterAnswer.NoSpace;
        }

        (_structureSize, _names, _phase, Tree) = (0, "", Phase.Map, null);
        _map.Clear();
        _structure.Clear();
        return WriterAnswer.Ok;
    }

    /// <summary>Adds an entry to the map of reserved memory; one of two zeros ends it.</summary>
    public WriterAnswer Reserve(ulong address, ulong size) => Do(Phase.Map, MapEntry, () =>
    {
        _map.AddRange([.. Entries.Bytes(address).Reverse(), .. Entries.Bytes(size).Reverse()]);
    });

    /// <summary>Ends the map.</summary>
    public WriterAnswer EndMap()
    {
        WriterAnswer answer = Reserve(0, 0);
        _phase = answer == WriterAnswer.Ok ? Phase.Structure : _phase;
        return answer;
    }

    /// <summary>Begins a node.</summary>
    public WriterAnswer Begin(string name) => Append([.. Word(1), .. Padded(Entries.Latin(name + "\0"))]);

    /// <summary>Ends a node.</summary>
    public WriterAnswer End() => Append(Word(2));

    /// <summary>Adds a property. A name that is there already, or ends another, is not written again.</summary>
    public WriterAnswer Property(string name, byte[] value)
    {
        byte[] padded = Padded(value);
        string names = _names.Contains(name + "\0", StringComparison.Ordinal) ? _names : $"{name}\0{_names}";
        int fromEnd = names.Length - names.IndexOf(name + "\0", StringComparison.Ordinal);
        return Do(Phase.Structure, 12 + padded.Length + names.Length - _names.Length, () =>
        {
            _names = names;
            _structureSize += 12 + padded.Length;
            _structure.Add(() => [.. Word(3), .. Word(value.Length), .. Word(_names.Length - fromEnd), .. padded]);
        });
    }

    /// <summary>Ends the tree.</summary>
    public WriterAnswer Finish()
    {
        WriterAnswer answer = Append(Word(9));
        if (answer == WriterAnswer.Ok)
        {
            _phase = Phase.Complete;
            int structure = HeaderSize + _map.Count, names = structure + _structureSize;
            int[] header = [unchecked((int)0xd00dfeed), names + _names.Length, structure, names, HeaderSize, 17, 16, 0, _names.Length, _structureSize, 0, 0];
            Tree = [.. header.SelectMany(Word), .. _map, .. _structure.SelectMany(piece => piece()), .. Names];
        }

        return answer;
    }

    private WriterAnswer Append(byte[] piece) => Do(Phase.Structure, piece.Length, () =>
    {
        _structureSize += piece.Length;
        _structure.Add(() => piece);
    });

    private WriterAnswer Do(Phase turn, int bytes, Action change)
    {
        if (_phase != turn)
        {
            return _phase == Phase.NotBegun ? WriterAnswer.NotBegun : WriterAnswer.NotNow;
        }

        if (HeaderSize + _map.Count + _structureSize + _names.Length + bytes > room)
        {
            return WriterAnswer.NoSpace;
        }

        change();
        return WriterAnswer.Ok;
    }

    private static byte[] Padded(byte[] bytes) => [.. bytes, .. new byte[(4 - (bytes.Length % 4)) % 4]];

    private static byte[] Word(int word) => [.. Enumerable.Range(0, 4).Select(i => (byte)((word >> (24 - (8 * i))) & 0xff))];
}
