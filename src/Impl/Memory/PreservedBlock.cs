using LuoVerified.Core;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.Memory;

/// <summary>Where a block of preserved memory stands in its life.</summary>
public enum BlockState
{
    /// <summary>Preserved by the running kernel for the next one.</summary>
    Preserved,

    /// <summary>Handed over by the previous kernel, not yet given back.</summary>
    HandedOver,

    /// <summary>Given back.</summary>
    Freed,
}

/// <summary>One block of preserved memory: whole pages at a physical address.</summary>
[Unwatched]
public sealed class PreservedBlock : StepTarget
{
    internal PreservedBlock(KernelPlatform platform, ulong address, byte[] bytes)
        : base(platform)
    {
        Address = address;
        Bytes = bytes;
    }

    /// <summary>The physical address of the first byte; a multiple of the page size, never 0.</summary>
    public ulong Address { get; }

    /// <summary>The size in bytes, a multiple of the page size.</summary>
    public int Size => Bytes.Length;

    /// <summary>Where the block stands in its life.</summary>
    public BlockState State { get; internal set; }

    /// <inheritdoc/>
    public override string Label => $"memory 0x{Address:x}";

    /// <summary>The bytes that the last read or write is of, as it was asked for: they may lie behind the end.</summary>
    public (ulong Offset, int Length) Accessed { get; internal set; }

    internal byte[] Bytes { get; }

    /// <summary>The bytes behind this many are 0: nobody has been let near them.</summary>
    internal int Touched { get; set; }

    /// <summary>Overlooks bytes that somebody was let near and left 0. Nobody may hold them any more.</summary>
    /// <returns>How many bytes there are up to the last that is not 0.</returns>
    internal int Trim() => Touched = Bytes.AsSpan(0, Touched).LastIndexOfAnyExcept((byte)0) + 1;
}
