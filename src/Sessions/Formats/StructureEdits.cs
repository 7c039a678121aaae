using System.Buffers.Binary;
using System.Text;

namespace LuoVerified.Sessions.Formats;

/// <summary>A device tree in pieces, each a tag with what belongs to it, to put it together in another way.</summary>
internal sealed class StructureEdits
{
    private const int Header = 40;
    private const int MapAt = 48;
    private const int StructureAt = 64;

    private readonly byte[] _strings;
    private readonly IReadOnlyList<byte[]> _pieces;
    private readonly IReadOnlyList<byte[]> _others;

    private StructureEdits(IReadOnlyList<byte[]> pieces, byte[] strings)
    {
        (_pieces, _strings) = (pieces, strings);
        _others =
        [
            Word(4), Word(2), Word(9), Word(0), Node(""), Node("luo-session@1"), Node("luo-sessions"),
            Property("compatible", "luo-v1\0"u8), Property("compatible", "luo-v0\0luo-v1"u8), Property("compatible", "luo-v12\0luo-session-v1\0"u8),
            Property("compatible", "luo-v12"u8), Property("compatible", []), Property("liveupdate-number", [1, 2, 3, 4]),
            Property("luo-session-header", [1, 2, 3, 4, 5, 6, 7, 8]),
            [.. Word(3), .. Word(0), .. Word((uint)strings.Length)], [.. Word(3), .. Word(0xffff_fff4), .. Word(0)],
        ];
    }

    /// <summary>How many bytes the tree takes.</summary>
    public int TotalSize => StructureAt + _pieces.Sum(piece => piece.Length) + _strings.Length;

    /// <summary>Takes a tree to pieces.</summary>
    /// <param name="tree">A sound tree of version 17.</param>
    public static StructureEdits Of(byte[] tree)
    {
        int at = (int)Read(tree, 2 * 4), end = at + (int)Read(tree, 9 * 4);
        byte[] strings = tree[(int)Read(tree, 3 * 4)..(int)Read(tree, 4)];
        List<byte[]> pieces = [];
        while (at < end)
        {
            int length = Read(tree, at) switch
            {
                1 => Padded(4 + Array.IndexOf(tree, (byte)0, at + 4) - (at + 4) + 1),
                3 => Padded(12 + (int)Read(tree, at + 4)),
                _ => 4,
            };
            pieces.Add(tree[at..(at + length)]);
            at += length;
        }

        return new(pieces, strings);
    }

    /// <summary>Every two edits, one after the other: a piece left out, said twice, changed places with the next, or another put before it.</summary>
    /// <param name="version">17, or 16, which does not say how long the structure is.</param>
    public IEnumerable<Damaged> Twice(uint version)
    {
        foreach ((string first, IReadOnlyList<byte[]> once) in Edits(_pieces))
        {
            foreach ((string second, IReadOnlyList<byte[]> twice) in Edits(once))
            {
                yield return new(Join(twice, version), () => $"a tree of version {version}, {first}, then {second}");
            }
        }
    }

    /// <summary>Tags that mean nothing at every place, one and two of them: before the root, in it, behind it, and at the very end.</summary>
    /// <param name="version">17, or 16, which does not say how long the structure is.</param>
    public IEnumerable<Damaged> WithNops(uint version)
    {
        byte[] nop = Word(4);
        for (int i = 0; i <= _pieces.Count; i++)
        {
            for (int j = i; j <= _pieces.Count; j++)
            {
                (int first, int second) = (i, j);
                yield return new(
                    Join([.. _pieces.Take(i), nop, .. _pieces.Skip(i)], version), () => $"a tree of version {version}, a NOP before piece {first}");
                yield return new(
                    Join([.. _pieces.Take(i), nop, .. _pieces.Skip(i).Take(j - i), nop, .. _pieces.Skip(j)], version),
                    () => $"a tree of version {version}, a NOP before piece {first} and one before piece {second}");
            }
        }
    }

    /// <summary>Only the first bytes of the structure, however many; and only the first pieces, with another one as the last.</summary>
    /// <param name="version">17, or 16, which does not say how long the structure is.</param>
    public IEnumerable<Damaged> Cut(uint version)
    {
        byte[] structure = [.. _pieces.SelectMany(piece => piece)];
        return Enumerable.Range(0, structure.Length).Select(length => new Damaged(
                Join([structure[..length]], version), () => $"a tree of version {version}, the first {length} bytes of its structure"))
            .Concat(
                from count in Enumerable.Range(0, _pieces.Count)
                from last in _others
                select new Damaged(
                    Join([.. _pieces.Take(count), last], version),
                    () => $"a tree of version {version}, its first {count} pieces and {Convert.ToHexString(last)}"));
    }

    /// <summary>A tree whose reserve map comes last, of no entries and of one, whole and with bytes missing.</summary>
    public IEnumerable<Damaged> WithMapLast() =>
        from entries in (int[])[0, 1]
        from missing in Enumerable.Range(0, 18)
        select MapLast(entries, missing);

    private Damaged MapLast(int entries, int missing)
    {
        byte[] tree = Join(_pieces, version: 17);
        int at = (tree.Length + 7) / 8 * 8;
        byte[] map = [.. Enumerable.Repeat((byte)1, entries * 16), .. new byte[16]];
        byte[] bytes = [.. tree, .. new byte[at - tree.Length], .. map[..^Math.Min(missing, map.Length)]];
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), (uint)bytes.Length);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16), (uint)at);
        return new(bytes, () => $"a tree that ends with its map of {entries} entries, less {missing} bytes");
    }

    private IEnumerable<(string What, IReadOnlyList<byte[]> Pieces)> Edits(IReadOnlyList<byte[]> pieces)
    {
        yield return ("as it is", pieces);
        for (int i = 0; i < pieces.Count; i++)
        {
            yield return ($"piece {i} left out", [.. pieces.Take(i), .. pieces.Skip(i + 1)]);
            yield return ($"piece {i} twice", [.. pieces.Take(i), pieces[i], .. pieces.Skip(i)]);
            if (i + 1 < pieces.Count)
            {
                yield return ($"piece {i} behind the next", [.. pieces.Take(i), pieces[i + 1], pieces[i], .. pieces.Skip(i + 2)]);
            }

            foreach (byte[] other in _others)
            {
                yield return ($"{Convert.ToHexString(other)} before piece {i}", [.. pieces.Take(i), other, .. pieces.Skip(i)]);
            }
        }
    }

    private byte[] Join(IReadOnlyList<byte[]> pieces, uint version)
    {
        byte[] structure = [.. pieces.SelectMany(piece => piece)];
        int strings = StructureAt + structure.Length, total = strings + _strings.Length;
        uint[] words =
            [0xd00dfeed, (uint)total, StructureAt, (uint)strings, MapAt, version, 16, 0, (uint)_strings.Length, (uint)structure.Length];
        byte[] header = [.. words.SelectMany(Word)];
        return [.. header, .. new byte[StructureAt - Header], .. structure, .. _strings];
    }

    private byte[] Property(string name, ReadOnlySpan<byte> value)
    {
        int place = _strings.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name + "\0"));
        return [.. Word(3), .. Word((uint)value.Length), .. Word((uint)place), .. value, .. new byte[Padded(value.Length) - value.Length]];
    }

    private static byte[] Node(string name) =>
        [.. Word(1), .. Encoding.ASCII.GetBytes(name), .. new byte[Padded(name.Length + 1) - name.Length]];

    private static int Padded(int length) => (length + 3) / 4 * 4;

    private static uint Read(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));

    private static byte[] Word(uint word)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, word);
        return bytes;
    }
}
