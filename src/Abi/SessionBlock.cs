using System.Buffers.Binary;

namespace LuoVerified.Abi;

/// <summary>Writes and reads the block of preserved memory in which one kernel tells the next its sessions. Layout:
/// <see cref="SessionBlockLayout"/>; behaviour: <c>luo_session_serialize</c> and
/// <c>luo_session_deserialize</c>.</summary>
public static class SessionBlock
{
    /// <summary>Makes <paramref name="block"/> the block of these sessions.</summary>
    /// <remarks>The same names give the same 65,536 bytes whatever the block held before: each byte that is neither
    /// count nor name is zero. (The kernel copies each name over what the page held, so a block that it writes twice
    /// may keep old bytes behind a NUL; <see cref="Read"/> takes such a block too.)</remarks>
    /// <param name="block">Exactly 65,536 bytes; unchanged after an exception.</param>
    /// <param name="names">0 to 1,023 different names, in the order of their entries.</param>
    /// <exception cref="ArgumentException">In this order: <paramref name="block"/> has another size, there are more
    /// than 1,023 names, the first name that is the default value or that an earlier entry has.</exception>
    public static void Write(Span<byte> block, IReadOnlyList<SessionName> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (block.Length != Limits.SessionBlockSize)
            throw new ArgumentException(
                $"session block: {block.Length} bytes, not {Limits.SessionBlockSize}", nameof(block));
        SessionName[] entries = Checked(names);

        // Most of it is zero as a rule, and to look is cheaper than to write.
        block[..(block.LastIndexOfAnyExcept((byte)0) + 1)].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(block[SessionBlockLayout.CountOffset..], (ulong)entries.Length);
        for (int i = 0; i < entries.Length; i++)
            entries[i].Bytes.Span.CopyTo(block[SessionBlockLayout.EntryOffset(i)..]);
    }

    /// <summary>Reads the sessions out of a block that may hold anything.</summary>
    /// <remarks>Bytes behind the first 65,536, behind a name's NUL and behind the last entry have no meaning and are
    /// ignored, but a block in which they are not all zero, or that has any behind the first 65,536, is not
    /// <see cref="SessionBlockResult.IsCanonical"/>. Time and memory are linear in the number of entries.</remarks>
    /// <param name="block">Any bytes; never trusted, never changed.</param>
    /// <returns>The names, or the first error in the order of <see cref="SessionBlockErrorKind"/>.</returns>
    public static SessionBlockResult Read(ReadOnlySpan<byte> block)
    {
        if (block.Length < Limits.SessionBlockSize)
            return Fail(SessionBlockErrorKind.Truncated, null, block.Length,
                $"session block: {block.Length} bytes, {Limits.SessionBlockSize} needed; "
                + $"byte {block.Length} is missing");
        ulong count = BinaryPrimitives.ReadUInt64LittleEndian(block[SessionBlockLayout.CountOffset..]);
        if (count > Limits.SessionCapacity)
            return Fail(SessionBlockErrorKind.CountBeyondCapacity, null, SessionBlockLayout.CountOffset,
                $"session block: count {count} at byte {SessionBlockLayout.CountOffset}, "
                + $"at most {Limits.SessionCapacity} fit");

        var names = new SessionName[(int)count];
        var firstEntries = new Dictionary<SessionName, int>(names.Length);
        bool canonical = block.Length == Limits.SessionBlockSize;
        for (int i = 0; i < names.Length; i++)
        {
            if (ReadEntry(block, i, firstEntries, out names[i], ref canonical) is { } error)
                return new SessionBlockResult(error);
        }
        int contentEnd = SessionBlockLayout.FirstEntryOffset + (names.Length * Limits.SessionEntrySize);
        canonical &= !block[contentEnd..].ContainsAnyExcept((byte)0);
        return new SessionBlockResult(Array.AsReadOnly(names), canonical);
    }

    private static SessionBlockError? ReadEntry(
        ReadOnlySpan<byte> block, int entry, Dictionary<SessionName, int> firstEntries, out SessionName name,
        ref bool canonical)
    {
        int offset = SessionBlockLayout.EntryOffset(entry);
        ReadOnlySpan<byte> field = block.Slice(offset, Limits.SessionEntrySize);
        int length = field.IndexOf((byte)0);
        name = default;
        if (length < 0)
            return Error(SessionBlockErrorKind.Unterminated, entry, offset,
                $"session block: entry {entry} at byte {offset}: no NUL in its {Limits.SessionEntrySize} bytes");
        if (!SessionName.TryCreate(new ByteString(field[..length]), out name))
            return Error(SessionBlockErrorKind.EmptyName, entry, offset,
                $"session block: entry {entry} at byte {offset}: the name is empty");
        if (!firstEntries.TryAdd(name, entry))
            return Error(SessionBlockErrorKind.DuplicateName, entry, offset,
                $"session block: entry {entry} at byte {offset}: name {name} is that of entry {firstEntries[name]}",
                firstEntries[name]);
        canonical &= !field[length..].ContainsAnyExcept((byte)0);
        return null;
    }

    private static SessionName[] Checked(IReadOnlyList<SessionName> names)
    {
        if (names.Count > Limits.SessionCapacity)
            throw new ArgumentException(
                $"session block: {names.Count} names, at most {Limits.SessionCapacity} fit", nameof(names));
        SessionName[] entries = [.. names];
        var seen = new Dictionary<SessionName, int>(entries.Length);
        for (int i = 0; i < entries.Length; i++)
        {
            if (!entries[i].IsValid)
                throw new ArgumentException($"session block: entry {i} is no name", nameof(names));
            if (!seen.TryAdd(entries[i], i))
                throw new ArgumentException(
                    $"session block: entry {i} has the name {entries[i]} of entry {seen[entries[i]]}", nameof(names));
        }
        return entries;
    }

    private static SessionBlockError Error(
        SessionBlockErrorKind kind, int? entry, long offset, string message, int? first = null) =>
        new(kind, entry, offset, first, message);

    private static SessionBlockResult Fail(SessionBlockErrorKind kind, int? entry, long offset, string message) =>
        new(Error(kind, entry, offset, message));
}
