using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Runs;

/// <summary>Spoils the image for the next kernel, as a set-up asks for.</summary>
internal static class ImageCorruption
{
    /// <summary>Spoils it.</summary>
    /// <param name="block">The block.</param>
    /// <param name="corruption">How.</param>
    /// <returns>False, and nothing is changed, if it holds too few sessions.</returns>
    public static bool TryApply(Span<byte> block, Corruption corruption)
    {
        ulong needed = corruption switch
        {
            Corruption.Duplicate => 2,
            Corruption.Count => 0,
            _ => 1,
        };
        if (BinaryPrimitives.ReadUInt64LittleEndian(block) < needed)
        {
            return false;
        }

        Span<byte> first = block.Slice(Limits.SessionHeaderSize, Limits.SessionEntrySize);
        switch (corruption)
        {
            case Corruption.Duplicate:
                first.CopyTo(block.Slice(Limits.SessionHeaderSize + Limits.SessionEntrySize, Limits.SessionEntrySize));
                break;
            case Corruption.Unterminated:
                first.Fill((byte)'x');
                break;
            case Corruption.Empty:
                first.Clear();
                break;
            default:
                BinaryPrimitives.WriteUInt64LittleEndian(block, ulong.MaxValue);
                break;
        }

        return true;
    }
}
