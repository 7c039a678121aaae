using System.Buffers;
using System.Buffers.Binary;

namespace LuoVerified.Abi.Tests.Native;

/// <summary>The input of <c>libfdt_peer</c>: numbers are little-endian, a text is its length and its bytes.</summary>
public sealed class Requests
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public Requests Byte(byte value)
    {
        _bytes.Write([value]);
        return this;
    }

    public Requests U32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), value);
        _bytes.Advance(sizeof(int));
        return this;
    }

    public Requests U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.GetSpan(sizeof(ulong)), value);
        _bytes.Advance(sizeof(ulong));
        return this;
    }

    public Requests Text(ReadOnlySpan<byte> bytes)
    {
        U32(bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
