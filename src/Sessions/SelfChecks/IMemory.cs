namespace LuoVerified.Sessions.SelfChecks;

/// <summary>The calls of preserved memory: of the memory itself, and of the plain model that it is held against.</summary>
internal interface IMemory : IDisposable
{
    /// <summary>Allocates; answers the address, 0 if it is refused.</summary>
    /// <param name="size">How many bytes are asked for.</param>
    /// <param name="isRefused">Whether the environment refuses it.</param>
    MemoryAnswer Alloc(int size, bool isRefused = false);

    /// <summary>Reads.</summary>
    /// <param name="address">The first byte.</param>
    /// <param name="length">How many.</param>
    MemoryAnswer Read(ulong address, int length);

    /// <summary>Reads a whole block.</summary>
    /// <param name="address">Where it begins.</param>
    MemoryAnswer ReadWhole(ulong address);

    /// <summary>Reads a C string.</summary>
    /// <param name="address">Its first byte.</param>
    /// <param name="limit">How many bytes at the most.</param>
    MemoryAnswer ReadString(ulong address, int limit);

    /// <summary>Writes; answers what the bytes are then.</summary>
    /// <param name="address">The first byte.</param>
    /// <param name="length">How many.</param>
    /// <param name="value">What each becomes; null, they stay.</param>
    MemoryAnswer Write(ulong address, int length, byte? value = null);

    /// <summary>Changes a byte from outside; answers the whole block.</summary>
    /// <param name="address">Where the block begins.</param>
    /// <param name="offset">The byte, counted from there.</param>
    /// <param name="value">What it becomes.</param>
    MemoryAnswer Tamper(ulong address, int offset, byte value);

    /// <summary>Looks at a block from outside.</summary>
    /// <param name="address">Where it begins.</param>
    MemoryAnswer Observe(ulong address);

    /// <summary>Gives back what this kernel preserved.</summary>
    /// <param name="address">Where the block begins.</param>
    MemoryAnswer UnpreserveFree(ulong address);

    /// <summary>Gives back what the kernel before handed over.</summary>
    /// <param name="address">Where the block begins.</param>
    MemoryAnswer RestoreFree(ulong address);

    /// <summary>Whether a block was handed over: 1 or 0.</summary>
    /// <param name="address">Where it begins.</param>
    /// <param name="size">How large it must be.</param>
    MemoryAnswer IsHandedOver(ulong address, int size);

    /// <summary>Address, size and state of each block that is not freed.</summary>
    MemoryAnswer Live();

    /// <summary>The image of all of it.</summary>
    MemoryAnswer Image();

    /// <summary>The image of a memory that was loaded from that of this one, and where its next allocation is.</summary>
    MemoryAnswer Loaded();

    /// <summary>The next kernel, which is handed over nothing else and preserves a page; answers the address of that.</summary>
    /// <param name="isLoaded">Whether it runs on memory that was loaded from the image of this one.</param>
    MemoryAnswer Kexec(bool isLoaded);
}
