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

    /// <summary>An argument is no C string: it holds a NUL. That comes before all else, and nothing has changed.</summary>
    NoString,
}

/// <summary>What a writer of trees does that writes from front to back: each call is done as a whole or not at all.</summary>
/// <remarks>Source: <c>fdt_sw.c</c> of libfdt, by what its calls promise; and what they leave in padding, which is not cleared: a name is written
/// before the value is known to fit. Nothing here is shared with <c>src/Abi</c>.</remarks>
/// <param name="room">How many bytes there are for the tree.</param>
public sealed class TreeWriting(int room)
{
    private const int HeaderSize = 48;
    private const int MapEntry = 16;

    private readonly List<byte> _map = [];

    /// <summary>The structure in pieces, each told how long the names are: the place of a name is counted from their end while a tree is under
    /// way, and from their start in one that is finished.</summary>
    private readonly List<Func<int, byte[]>> _structure = [];
    private int _structureSize;
    private string _names = "";

    /// <summary>What stands in the room where nothing of the tree does: zeros, and names whose property did not fit. Padding shows
    /// it.</summary>
    private byte[] _left = [];
    private Phase _phase = Phase.NotBegun;

    /// <summary>Where map and structure end.</summary>
    private int Front => HeaderSize + _map.Count + _structureSize;

    private enum Phase
    {
        NotBegun,
        Map,
        Structure,
        Complete,
    }

    /// <summary>The tree; null before it is finished.</summary>
    public byte[]? Tree { get; private set; }

    /// <summary>What stands in the room while a tree is under way, from its start on, so that no reader takes it for a tree: the magic number
    /// inverted, the whole room as its size; then map and structure. The names stand at the end of the room. Null at any other time.</summary>
    public byte[]? UnderWay => _phase is Phase.Map or Phase.Structure
        ? [.. Header(0x2ff20112, room, _phase == Phase.Map ? 0 : room, oldest: 0), .. _map, .. _structure.SelectMany(piece => piece(0))]
        : null;

    /// <summary>The names of properties, the latest first, each with its end.</summary>
    public byte[] Names => Entries.Latin(_names);

    /// <summary>Begins a tree, whatever was written before.</summary>
    public WriterAnswer Create()
    {
        if (room < HeaderSize)
        {
            return WriterAnswer.NoSpace;
        }

        (_structureSize, _names, _left, _phase, Tree) = (0, "", new byte[room], Phase.Map, null);
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
    public WriterAnswer Begin(string name) =>
        name.Contains('\0') ? WriterAnswer.NoString : Append(Padded([.. Word(1), .. Entries.Latin(name + "\0")]));

    /// <summary>Ends a node.</summary>
    public WriterAnswer End() => Append(Word(2));

    /// <summary>Adds a property. A name that is there already, or ends another, is not written again.</summary>
    public WriterAnswer Property(string name, byte[] value)
    {
        if (name.Contains('\0'))
        {
            return WriterAnswer.NoString;
        }

        byte[] padded = Padded([.. new byte[12], .. value])[12..];
        string names = _names.Contains(name + "\0", StringComparison.Ordinal) ? _names : $"{name}\0{_names}";
        int fromEnd = names.Length - names.IndexOf(name + "\0", StringComparison.Ordinal);
        if (_phase == Phase.Structure && Front + names.Length <= room)
        {
            Entries.Latin(names).CopyTo(_left, room - names.Length);
        }

        return Do(Phase.Structure, 12 + padded.Length + names.Length - _names.Length, () =>
        {
            _names = names;
            _structureSize += 12 + padded.Length;
            _structure.Add(length => [.. Word(3), .. Word(value.Length), .. Word(length - fromEnd), .. padded]);
        });
    }

    /// <summary>Adds a property that is a C string.</summary>
    public WriterAnswer Text(string name, string text) =>
        text.Contains('\0') ? WriterAnswer.NoString : Property(name, Entries.Latin(text + "\0"));

    /// <summary>Ends the tree.</summary>
    public WriterAnswer Finish()
    {
        WriterAnswer answer = Append(Word(9));
        if (answer == WriterAnswer.Ok)
        {
            _phase = Phase.Complete;
            int names = HeaderSize + _map.Count + _structureSize;
            Tree =
            [
                .. Header(unchecked((int)0xd00dfeed), names + _names.Length, names, oldest: 16), .. _map,
                .. _structure.SelectMany(piece => piece(_names.Length)), .. Names,
            ];
        }

        return answer;
    }

    private byte[] Header(int magic, int total, int names, int oldest) =>
        [.. ((int[])[magic, total, HeaderSize + _map.Count, names, HeaderSize, 17, oldest, 0, _names.Length, _structureSize, 0, 0]).SelectMany(Word)];

    private WriterAnswer Append(byte[] piece) => Do(Phase.Structure, piece.Length, () =>
    {
        _structureSize += piece.Length;
        _structure.Add(_ => piece);
    });

    private WriterAnswer Do(Phase turn, int bytes, Action change)
    {
        if (_phase != turn)
        {
            return _phase == Phase.NotBegun ? WriterAnswer.NotBegun : WriterAnswer.NotNow;
        }

        if (Front + _names.Length + bytes > room)
        {
            return WriterAnswer.NoSpace;
        }

        change();
        return WriterAnswer.Ok;
    }

    /// <summary>A piece of the structure, filled up to the next word with what stands there.</summary>
    private byte[] Padded(byte[] bytes) =>
        [.. bytes, .. Enumerable.Range(Front + bytes.Length, (4 - (bytes.Length % 4)) % 4).Select(_left.ElementAtOrDefault)];

    private static byte[] Word(int word) => [.. Enumerable.Range(0, 4).Select(i => (byte)((word >> (24 - (8 * i))) & 0xff))];
}
