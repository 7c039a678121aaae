namespace LuoVerified.Abi.HandOvers;

/// <summary>A version of what one kernel hands to the next: its reader and its writer.</summary>
public interface IHandOverFormat
{
    /// <summary>The compatible strings that tell it, the root's first, between blanks.</summary>
    string Name { get; }

    /// <summary>Whether sessions have files and there is anything bound to files.</summary>
    bool HasFiles { get; }

    /// <summary>Whether bytes begin with a root of this format.</summary>
    /// <param name="root">The bytes from the root on; they may be anything.</param>
    /// <returns>How well they fit.</returns>
    Recognition Recognize(ReadOnlyMemory<byte> root);

    /// <summary>Writes memory that holds it all; the root comes first, and every byte without meaning is 0.</summary>
    /// <param name="content">What to hand over.</param>
    /// <param name="address">The physical address of the memory: a multiple of 4,096.</param>
    /// <returns>Whole pages, the same for the same arguments.</returns>
    /// <exception cref="ArgumentException">The address is no page or so high that addresses wrap around, or this format cannot
    /// hold the content: a name or a handler's name that is none, equal names, equal tokens in a session, too many
    /// entries, files or flbs where it has none, a file count that is not that of the files, an flb that no file needs.</exception>
    byte[] Write(HandOver content, ulong address);

    /// <summary>Reads a root and all that it leads to.</summary>
    /// <param name="bytes">Bytes that may be anything.</param>
    /// <param name="root">Where the root is in them.</param>
    /// <param name="firstAddress">The physical address of the first byte; null, addresses are not followed.</param>
    /// <returns>What they say, and every fault.</returns>
    Inspection Read(ReadOnlyMemory<byte> bytes, int root, ulong? firstAddress);
}

/// <summary>How well bytes fit a format.</summary>
public enum Recognition
{
    /// <summary>They are something else.</summary>
    No,

    /// <summary>They begin like it, but say another version or are spoilt.</summary>
    Kin,

    /// <summary>They say this version.</summary>
    Yes,
}
