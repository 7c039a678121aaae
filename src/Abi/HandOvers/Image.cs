using System.Buffers.Binary;

namespace LuoVerified.Abi.HandOvers;

/// <summary>Memory that is written: whole pages, one behind the other, 0 at first.</summary>
/// <param name="address">The physical address of the first page.</param>
internal sealed class Image(ulong address)
{
    private byte[] _bytes = [];
    private int _length;

    public byte[] ToArray() => _bytes[.._length];

    public ulong AddressOf(long offset) => checked(address + (ulong)offset);

    /// <summary>Takes the next bytes, a multiple of a page.</summary>
    public long Take(int size)
    {
        int offset = _length;
        _length += size;
        if (_length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_length, _bytes.Length * 2));
        return offset;
    }

    public void Put(long offset, ReadOnlySpan<byte> bytes) => bytes.CopyTo(_bytes.AsSpan((int)offset));

    public void U64(long offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan((int)offset), value);

    public void Session(long entry, ByteString name) => Put(entry, name.Span);

    public void SessionFiles(long entry, ulong files, int count)
    {
        U64(entry + Layouts.SessionFilesOffset, files);
        U64(entry + Layouts.SessionFilesOffset + sizeof(ulong), (ulong)count);
    }

    public void File(long entry, PreservedFile file) => Handler(entry, file.Compatible, file.Data, file.Token);

    /// <summary>Takes a page and writes what is bound to files.</summary>
    /// <returns>Its address.</returns>
    public ulong Flbs(IReadOnlyList<PreservedFlb> flbs)
    {
        long page = Take(Layouts.Flbs.Size);
        U64(page, 1);
        U64(page + sizeof(ulong), (ulong)flbs.Count);
        for (int i = 0; i < flbs.Count; i++)
            Handler(page + Layouts.Flbs.EntryOffset(i), flbs[i].Name, flbs[i].Data, flbs[i].Count);
        return AddressOf(page);
    }

    private void Handler(long entry, ByteString name, ulong data, ulong second)
    {
        Put(entry, name.Span);
        U64(entry + Layouts.HandlerDataOffset, data);
        U64(entry + Layouts.HandlerDataOffset + sizeof(ulong), second);
    }
}
