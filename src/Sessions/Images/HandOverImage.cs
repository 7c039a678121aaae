using LuoVerified.Abi;
using LuoVerified.Abi.Blocks;
using LuoVerified.Abi.HandOvers;
using LuoVerified.Impl.Memory;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Images;

/// <summary>What a kernel hands over to the next, as it stands in memory, read leniently: the kernel under check may have written
/// anything. No step.</summary>
internal abstract class HandOverImage
{
    /// <summary>Chooses by what the bytes say.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="page">The physical address of the page that is handed over.</param>
    public static HandOverImage Of(PreservedMemory memory, ulong page) =>
        LuoSer.IsCompatible(memory.Observe(page).Span) ? new BlockChainImage(memory, page) : new DeviceTreeImage(memory, page);

    /// <summary>The physical addresses of the blocks to which the page leads now.</summary>
    public abstract IReadOnlyList<ulong> Blocks { get; }

    /// <summary>The names in them, in order, any bytes; null if they cannot be read.</summary>
    public abstract IReadOnlyList<ByteString>? Names { get; }

    /// <summary>The files in them, in order, each with the name of its session and what its handler has made of it; those before what cannot be read.</summary>
    public abstract IReadOnlyList<(ByteString Session, ulong Token, ulong Data)> Files { get; }

    /// <summary>What the reader of the format refuses, and where, in one line; null if nothing, or if it has no words for it.</summary>
    public virtual string? Refused => null;

    /// <summary>Corrupts it, as a set-up asks for.</summary>
    /// <param name="corruption">How.</param>
    /// <returns>False, and nothing is changed, if it holds too few sessions or files, or has no place for what shall be corrupted.</returns>
    public bool TryCorrupt(Corruption corruption)
    {
        if (Names is not { } names || names.Count < (corruption == Corruption.Count ? FewestToCount : corruption.Sessions) || Files.Count < corruption.Files)
        {
            return false;
        }

        switch (corruption)
        {
            case Corruption.Duplicate:
                Entry(0)[..Limits.SessionNameLength].CopyTo(Entry(1));
                break;
            case Corruption.Unterminated:
                Entry(0)[..Limits.SessionNameLength].Fill((byte)'x');
                break;
            case Corruption.Empty:
                Entry(0)[..Limits.SessionNameLength].Clear();
                break;
            case Corruption.Count:
                WriteCount(ulong.MaxValue);
                break;
            default:
                return TryCorruptFiles(corruption, names.Count);
        }

        return true;
    }

    /// <summary>The fields that some bytes of the page or of a block are.</summary>
    /// <param name="address">The physical address of the page or the block, which need not be one of <see cref="Blocks"/> yet.</param>
    /// <param name="offset">The first of the bytes.</param>
    /// <param name="length">How many they are, 1 and up.</param>
    /// <returns>The fields that have one of them; none if they lie in none.</returns>
    public abstract IReadOnlyList<AbiField> Fields(ulong address, int offset, int length);

    /// <summary>How many sessions it needs to have a count.</summary>
    private protected abstract int FewestToCount { get; }

    /// <summary>The bytes of one of the first two entries, in place.</summary>
    private protected abstract Span<byte> Entry(int place);

    /// <summary>Writes the first count that there is.</summary>
    private protected abstract void WriteCount(ulong count);

    /// <summary>Corrupts the files, of which there are enough; false if the format has no table of them.</summary>
    private protected virtual bool TryCorruptFiles(Corruption corruption, int sessions) => false;
}
