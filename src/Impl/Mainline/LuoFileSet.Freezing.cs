using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Abi.HandOvers;
using LuoVerified.Impl.Files;

namespace LuoVerified.Impl.Mainline;

/// <content>What serialize does with the files, and undoes.</content>
internal partial class LuoFileSet
{
    /// <summary><c>luo_file_freeze</c>.</summary>
    /// <param name="ser">The physical address of <c>struct luo_file_set_ser</c>.</param>
    /// <returns>EIO, a file cannot be frozen, and none is.</returns>
    public Errno Freeze(ulong ser)
    {
        if (Count == 0)
        {
            return Errno.Ok;
        }

        using IEnumerator<ulong> entries = _blockSet.ReserveEntries().GetEnumerator();
        foreach (LuoFile file in _filesList)
        {
            Errno err = FreezeOne(file);
            if (err != Errno.Ok)
            {
                UnfreezeUpTo(file);
                return err;
            }

            entries.MoveNext();
            WriteEntry(platform.Memory.Write(entries.Current, Layouts.HandlerEntrySize).Span, file);
        }

        Span<byte> set = platform.Memory.Write(ser, 2 * sizeof(ulong)).Span;
        BinaryPrimitives.WriteUInt64LittleEndian(set, _blockSet.HeadPa);
        BinaryPrimitives.WriteUInt64LittleEndian(set[sizeof(ulong)..], (ulong)Count);
        return Errno.Ok;
    }

    /// <summary><c>luo_file_unfreeze</c>.</summary>
    /// <param name="ser">The physical address of <c>struct luo_file_set_ser</c>.</param>
    public void Unfreeze(ulong ser)
    {
        if (Count == 0)
        {
            return;
        }

        UnfreezeUpTo(failed: null);
        platform.Memory.Write(ser, 2 * sizeof(ulong)).Span.Clear();
    }

    private static void WriteEntry(Span<byte> entry, LuoFile file)
    {
        entry.Clear();
        FileHandler.Compatible.Span.CopyTo(entry);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[Layouts.HandlerDataOffset..], file.SerializedData);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[(Layouts.HandlerDataOffset + sizeof(ulong))..], file.Token);
    }

    /// <summary><c>luo_file_freeze_one</c>.</summary>
    private Errno FreezeOne(LuoFile file)
    {
        using (file.Lock())
        {
            return Handler.Freeze(file.SerializedData);
        }
    }

    /// <summary><c>__luo_file_unfreeze</c>: first file first.</summary>
    private void UnfreezeUpTo(LuoFile? failed)
    {
        foreach (LuoFile file in _filesList.TakeWhile(each => each != failed))
        {
            using (file.Lock())
            {
                Handler.Unfreeze(file.SerializedData);
            }
        }

        _blockSet.Clear();
    }
}
