using LuoVerified.Core;
using LuoVerified.Spec.Formats;

namespace LuoVerified.Sessions.SelfChecks;

/// <summary>What preserved memory is, in a plain way: blocks by their addresses. Shares no code with the memory that is checked.</summary>
/// <param name="first">The address of the first block.</param>
internal sealed class PlainMemory(ulong first) : IMemory
{
    /// <summary>The size of a page.</summary>
    public const int Page = 4096;

    /// <summary>What a kernel writes into the page that it preserves when it boots.</summary>
    private static readonly byte[] Root = LuoV5.WriteRoot(1, 0, 0);

    private readonly SortedDictionary<ulong, Block> _blocks = [];
    private readonly List<(ulong Address, int Size)> _given = [];
    private ulong _next = first;

    private enum State
    {
        Preserved,
        HandedOver,
        Freed,
    }

    private sealed class Block(int size)
    {
        public byte[] Bytes { get; } = new byte[size];

        public State State { get; set; }
    }

    /// <summary>Every block that was ever given out, in order, whatever became of it.</summary>
    public IReadOnlyList<(ulong Address, int Size)> Given => _given;

    /// <inheritdoc/>
    public MemoryAnswer Alloc(int size, bool isRefused = false) => MemoryAnswer.Of(isRefused || size > Agreed.LargestAllocation ? 0 : Add(size));

    /// <inheritdoc/>
    public MemoryAnswer Read(ulong address, int length) => Access(StepKind.Read, address, length);

    /// <inheritdoc/>
    public MemoryAnswer ReadWhole(ulong address) => Fault(address, out _, out Block block) ?? Read(address, block.Bytes.Length);

    /// <inheritdoc/>
    public MemoryAnswer ReadString(ulong address, int limit)
    {
        if (Fault(address, out ulong start, out Block block) is { } fault)
        {
            return fault;
        }

        int before = 0;
        while (before < limit && At(before) > 0)
        {
            before++;
        }

        // Behind the end of the block stands no NUL: a string that has none before reaches over it.
        bool isEnded = before < limit && At(before) == 0;
        return Read(address, isEnded ? before + 1 : limit);

        int At(int place) => address - start + (ulong)place is var offset && offset < (ulong)block.Bytes.Length ? block.Bytes[offset] : -1;
    }

    /// <inheritdoc/>
    public MemoryAnswer Write(ulong address, int length, byte? value = null)
    {
        MemoryAnswer answer = Access(StepKind.Write, address, length);
        if (value is { } each && answer is { Refusal: "", Step: { } step })
        {
            _blocks[step.Block].Bytes.AsSpan((int)step.Offset, length).Fill(each);
        }

        return answer;
    }

    /// <inheritdoc/>
    public MemoryAnswer Tamper(ulong address, int offset, byte value)
    {
        if (_blocks.TryGetValue(address, out Block? block))
        {
            block.Bytes[offset] = value;
        }

        return Observe(address);
    }

    /// <inheritdoc/>
    public MemoryAnswer Observe(ulong address) => new("", _blocks.TryGetValue(address, out Block? block) ? block.Bytes : default);

    /// <inheritdoc/>
    public MemoryAnswer UnpreserveFree(ulong address) => Free(address, State.Preserved);

    /// <inheritdoc/>
    public MemoryAnswer RestoreFree(ulong address) => Free(address, State.HandedOver);

    /// <inheritdoc/>
    public MemoryAnswer IsHandedOver(ulong address, int size) => MemoryAnswer.Of(
        _blocks.TryGetValue(address, out Block? block) && block.State == State.HandedOver && size <= block.Bytes.Length ? 1UL : 0);

    /// <inheritdoc/>
    public MemoryAnswer Live() => MemoryAnswer.Of([.. _blocks.Where(each => each.Value.State != State.Freed)
        .SelectMany(each => (ulong[])[each.Key, (ulong)each.Value.Bytes.Length, (ulong)each.Value.State])]);

    /// <inheritdoc/>
    public MemoryAnswer Image()
    {
        using var image = new MemoryStream();
        using var writer = new BinaryWriter(image);
        writer.Write(_next);
        foreach ((ulong address, Block block) in _blocks)
        {
            ReadOnlySpan<byte> bytes = block.Bytes;
            ReadOnlySpan<byte> used = bytes[..(bytes.LastIndexOfAnyExcept((byte)0) + 1)];
            writer.Write(address);
            writer.Write(bytes.Length);
            writer.Write((byte)block.State);
            writer.Write(used.Length);
            writer.Write(used);
        }

        return new("", image.ToArray());
    }

    /// <inheritdoc/>
    public MemoryAnswer Loaded() => new("", (byte[])[.. Image().Bytes.Span, .. BitConverter.GetBytes(_next)]);

    /// <inheritdoc/>
    public MemoryAnswer Kexec(bool isLoaded)
    {
        foreach ((ulong address, Block block) in _blocks.ToArray())
        {
            if (block.State == State.Preserved)
            {
                block.State = State.HandedOver;
            }
            else
            {
                _blocks.Remove(address);
            }
        }

        return Boot();
    }

    /// <summary>Nothing is to be given back.</summary>
    public void Dispose()
    {
    }

    /// <summary>A kernel boots, and preserves a page.</summary>
    public MemoryAnswer Boot()
    {
        ulong page = Add(Page);
        Root.CopyTo(_blocks[page].Bytes, 0);
        return MemoryAnswer.Of(page);
    }

    /// <summary>Whole pages, and one that stays free behind them.</summary>
    private ulong Add(int size)
    {
        ulong address = _next;
        var block = new Block(((size - 1) / Page + 1) * Page);
        _blocks.Add(address, block);
        _given.Add((address, block.Bytes.Length));
        _next += (ulong)block.Bytes.Length + Page;
        return address;
    }

    private MemoryAnswer Access(StepKind kind, ulong address, int length)
    {
        if (Fault(address, out ulong start, out Block block) is { } fault)
        {
            return fault;
        }

        var step = new MemoryStep(kind, start, address - start, length, IsDone: false);
        ulong room = (ulong)block.Bytes.Length - Math.Min(step.Offset, (ulong)block.Bytes.Length);
        return block.State == State.Freed ? new(RuntimeChecks.UseAfterFree, default, step)
            : (ulong)length > room || step.Offset > (ulong)block.Bytes.Length ? new(RuntimeChecks.OutOfBounds, default, step)
            : new("", block.Bytes.AsMemory((int)step.Offset, length), step with { IsDone = true });
    }

    private MemoryAnswer Free(ulong address, State expected)
    {
        if (Fault(address, out ulong start, out Block block) is { } fault)
        {
            return fault;
        }

        var step = new MemoryStep(StepKind.Free, start, 0, 0, IsDone: false);
        if (block.State == State.Freed)
        {
            return new(RuntimeChecks.DoubleFree, default, step);
        }

        if (block.State != expected || address != start)
        {
            return new(RuntimeChecks.NotPreserved, default, step);
        }

        block.State = State.Freed;
        return new("", default, step with { IsDone = true });
    }

    /// <summary>A pointer belongs to the last block that begins at or before it.</summary>
    /// <returns>What is wrong with a pointer that belongs to none.</returns>
    private MemoryAnswer? Fault(ulong address, out ulong start, out Block block)
    {
        start = _blocks.Keys.LastOrDefault(each => each <= address);
        block = start == 0 ? new Block(0) : _blocks[start];
        return address < Page ? new(RuntimeChecks.NullDereference, default)
            : start == 0 ? new(RuntimeChecks.OutOfBounds, default)
            : null;
    }
}
