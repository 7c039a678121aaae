namespace LuoVerified.Abi;

/// <summary>Why bytes are not a session block, in the order in which it is looked for: the first two on the whole
/// block, the other three on each entry before the next entry.</summary>
public enum SessionBlockErrorKind
{
    /// <summary>Fewer than 65,536 bytes.</summary>
    Truncated,

    /// <summary>The count is more than 1,023.</summary>
    CountBeyondCapacity,

    /// <summary>None of an entry's 64 bytes is NUL.</summary>
    Unterminated,

    /// <summary>An entry's first byte is NUL.</summary>
    EmptyName,

    /// <summary>An entry has the name of an earlier entry.</summary>
    DuplicateName,
}

/// <summary>Why and where bytes are not a session block.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Entry">The entry, 0 to 1,022; null if the block or its header is wrong.</param>
/// <param name="Offset">Byte offset from the start of the block: for <see cref="SessionBlockErrorKind.Truncated"/> the
/// first byte that is missing (the number of bytes given), for
/// <see cref="SessionBlockErrorKind.CountBeyondCapacity"/> 0, else the first byte of the entry.</param>
/// <param name="FirstEntry">For <see cref="SessionBlockErrorKind.DuplicateName"/> the entry that had the name first;
/// else null.</param>
/// <param name="Message">One line that says what is wrong and where; names in it are percent text.</param>
public sealed record SessionBlockError(
    SessionBlockErrorKind Kind, int? Entry, long Offset, int? FirstEntry, string Message);
