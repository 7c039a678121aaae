using System.Buffers.Binary;

namespace LuoVerified.Abi.HandOvers;

/// <summary>Reads fields out of bytes that may be anything, and writes down what they say and what is wrong with them.
/// Nothing is read that does not lie in the bytes, and no byte belongs to two structures that are followed.</summary>
/// <param name="bytes">The bytes of the file.</param>
/// <param name="firstAddress">The physical address of the first byte; null, addresses are not followed.</param>
internal sealed class Scribe(ReadOnlyMemory<byte> bytes, ulong? firstAddress)
{
    private readonly List<AbiField> _fields = [];
    private readonly List<AbiFault> _faults = [];
    private readonly Claims _claims = new();
    private readonly List<string> _format = [];
    private long _fieldsLeftOut;
    private long _faultsLeftOut;

    public ReadOnlyMemory<byte> Bytes => bytes;

    public int Depth { get; set; }

    public long FaultCount => _faults.Count + _faultsLeftOut;

    public ulong Number { get; set; }

    public List<PreservedSession> Sessions { get; } = [];

    public List<PreservedFlb> Flbs { get; } = [];

    public Inspection Finish(string? kind) => new(
        kind, _fields, _fieldsLeftOut, _faults, _faultsLeftOut, _format, new HandOver(Number, Sessions, Flbs));

    public void Note(long offset, int length, string name, string value, string meaning)
    {
        if (_fields.Count == Inspection.MaxFields)
            _fieldsLeftOut++;
        else
            _fields.Add(new AbiField(Depth, offset, length, name, value, meaning));
    }

    public void Fault(long offset, string message)
    {
        if (_faults.Count == Inspection.MaxFaults)
            _faultsLeftOut++;
        else
            _faults.Add(new AbiFault(offset, message));
    }

    /// <summary>Notes a number, which must lie in the bytes.</summary>
    public ulong U64(long offset, string name, string meaning)
    {
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[(int)offset..]);
        Note(offset, sizeof(ulong), name, Text.Number(value), meaning);
        return value;
    }

    /// <summary>Notes a physical address, which must lie in the bytes.</summary>
    public ulong Address(long offset, string name, string meaning)
    {
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[(int)offset..]);
        Note(offset, sizeof(ulong), name, Text.Address(value), meaning);
        return value;
    }

    /// <summary>Notes a name in a field, which must lie in the bytes; faults if it is empty or has no end.</summary>
    /// <returns>The bytes up to the NUL, or all.</returns>
    public ByteString Name(long offset, int length, string name)
    {
        ReadOnlySpan<byte> field = bytes.Span.Slice((int)offset, length);
        int nul = field.IndexOf((byte)0);
        var value = new ByteString(nul < 0 ? field : field[..nul]);
        Note(offset, length, name, value.ToString(), "");
        if (nul < 0)
            Fault(offset, $"{name} has no NUL in its {length} bytes");
        else if (nul == 0)
            Fault(offset, $"{name} is empty");
        return value;
    }

    /// <summary>Writes down that a version was found.</summary>
    public void Compatible(ReadOnlySpan<byte> name) => _format.Add(new ByteString(name).ToString());

    /// <summary>Takes bytes at an offset for a structure; faults if another has some of them.</summary>
    public bool Claim(long offset, long length, string what, long faultAt)
    {
        if (_claims.Add(offset, length, what) is not { } other)
            return true;
        Fault(faultAt, $"{what} at byte {offset} overlaps {other.What} at byte {other.Start}");
        return false;
    }

    /// <summary>Finds the structure that an address leads to; faults if it is no page, leaves the dump or overlaps
    /// another.</summary>
    /// <param name="address">The address.</param>
    /// <param name="length">Bytes of the structure.</param>
    /// <param name="what">What it is.</param>
    /// <param name="faultAt">Where the address is.</param>
    /// <param name="offset">Where the structure is.</param>
    /// <returns>Whether it can be read.</returns>
    public bool TryFollow(ulong address, int length, string what, long faultAt, out long offset)
    {
        offset = 0;
        if (address % Limits.PageSize != 0)
            Fault(faultAt, $"address {Text.Address(address)} of {what} is no multiple of {Limits.PageSize}");
        if (firstAddress is not { } first)
            return false;
        if (address < first || address - first > (ulong)bytes.Length || (ulong)bytes.Length - (address - first) < (ulong)length)
        {
            Fault(faultAt, $"{what} of {length} bytes at {Text.Address(address)} does not lie in the dump, which begins at "
                + $"{Text.Address(first)} and has {bytes.Length} bytes");
            return false;
        }

        offset = (long)(address - first);
        return Claim(offset, length, what, faultAt);
    }
}
