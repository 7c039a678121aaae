using System.Diagnostics.CodeAnalysis;
using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Core.Alone;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;
using LuoVerified.Impl.Memory;

namespace LuoVerified.Sessions.SelfChecks;

/// <summary>Preserved memory on a machine of its own, each call with the steps that it is.</summary>
internal sealed class WatchedMemory : IMemory
{
    /// <summary>Its kernels preserve a page when they boot, and nothing else.</summary>
    private static readonly Design Design = Design.All.Single(design => design.Name == "mainline-7.2-fixed");

    private readonly Watcher _watcher = new();
    private readonly PagePool _pages;
    private Machine _machine;

    /// <summary>Boots the first kernel.</summary>
    /// <param name="pages">Where the memory comes from.</param>
    public WatchedMemory(PagePool pages)
    {
        _pages = pages;
        _machine = NewMachine();
        Boot();
    }

    private PreservedMemory Memory => _machine.Memory;

    /// <inheritdoc/>
    public MemoryAnswer Alloc(int size, bool isRefused = false)
    {
        _watcher.IsRefusing = isRefused;
        return Watched(() => Memory.TryAllocPreserve(size, out ulong address) == address > 0 ? BitConverter.GetBytes(address) : default);
    }

    /// <inheritdoc/>
    public MemoryAnswer Read(ulong address, int length) => Watched(() => Memory.Read(address, length));

    /// <inheritdoc/>
    public MemoryAnswer ReadWhole(ulong address) => Watched(() => Memory.ReadWhole(address));

    /// <inheritdoc/>
    public MemoryAnswer ReadString(ulong address, int limit) => Watched(() => Memory.ReadString(address, limit));

    /// <inheritdoc/>
    public MemoryAnswer Write(ulong address, int length, byte? value = null) => Watched(() =>
    {
        Memory<byte> bytes = Memory.Write(address, length);
        if (value is { } each)
        {
            bytes.Span.Fill(each);
        }

        return bytes;
    });

    /// <inheritdoc/>
    public MemoryAnswer Tamper(ulong address, int offset, byte value) => Watched(() =>
    {
        Memory<byte> bytes = Memory.Tamper(address);
        if (!bytes.IsEmpty)
        {
            bytes.Span[offset] = value;
        }

        return bytes;
    });

    /// <inheritdoc/>
    public MemoryAnswer Observe(ulong address) => Watched(() => Memory.Observe(address));

    /// <inheritdoc/>
    public MemoryAnswer UnpreserveFree(ulong address) => Watched(() =>
    {
        Memory.UnpreserveFree(address);
        return default;
    });

    /// <inheritdoc/>
    public MemoryAnswer RestoreFree(ulong address) => Watched(() =>
    {
        Memory.RestoreFree(address);
        return default;
    });

    /// <inheritdoc/>
    public MemoryAnswer IsHandedOver(ulong address, int size) => Watched(() => BitConverter.GetBytes(Memory.IsHandedOver(address, size) ? 1UL : 0));

    /// <inheritdoc/>
    public MemoryAnswer Live() =>
        MemoryAnswer.Of([.. Memory.Live.SelectMany(block => (ulong[])[block.Address, (ulong)block.Size, (ulong)block.State])]);

    /// <inheritdoc/>
    public MemoryAnswer Image() => Watched(() => Memory.Image().Span.ToArray());

    /// <inheritdoc/>
    public MemoryAnswer Loaded() => Watched(() =>
    {
        using PreservedMemory other = NewMachine().Memory;
        other.Load(Memory.Image());
        byte[] image = [.. other.Image().Span];
        other.TryAllocPreserve(1, out ulong next);
        return (byte[])[.. image, .. BitConverter.GetBytes(next)];
    });

    /// <inheritdoc/>
    public MemoryAnswer Kexec(bool isLoaded)
    {
        _machine.Leave();
        if (isLoaded)
        {
            using PreservedMemory left = Memory;
            _machine = NewMachine();
            Memory.Load(left.Image());
        }

        return Boot();
    }

    /// <inheritdoc/>
    public void Dispose() => Memory.Dispose();

    private Machine NewMachine() => new(_watcher, Design, locks: LockKind.Model, pages: _pages);

    private MemoryAnswer Boot()
    {
        _watcher.Announced = null;
        Errno err = _machine.ColdBoot();
        return err == Errno.Ok ? MemoryAnswer.Of(_machine.Kernel!.OutgoingTree) : throw new InternalErrorException($"a boot answers {err}");
    }

    private MemoryAnswer Watched(Func<ReadOnlyMemory<byte>> call)
    {
        (_watcher.Announced, _watcher.IsDone, _watcher.Broken) = (null, false, "");
        ReadOnlyMemory<byte> bytes = default;
        try
        {
            bytes = call();
        }
        catch (ViolationException) when (_watcher.Broken.Length > 0)
        {
            bytes = default;
        }

        _watcher.IsRefusing = false;
        return new(_watcher.Broken, bytes, _watcher.Announced is { Target: PreservedBlock block } step
            ? step.Kind == StepKind.Free
                ? new MemoryStep(step.Kind, block.Address, 0, 0, _watcher.IsDone)
                : new MemoryStep(step.Kind, block.Address, block.Accessed.Offset, block.Accessed.Length, _watcher.IsDone)
            : null);
    }

    /// <summary>Sees the steps, and ends a call that breaks a rule: what comes before that has changed nothing.</summary>
    private sealed class Watcher : IRunControl
    {
        public int Caller => 0;

        public bool IsRefusing { get; set; }

        public Step? Announced { get; set; }

        public bool IsDone { get; set; }

        public string Broken { get; set; } = "";

        public void Before(in Step step) =>
            Announced = Announced is null ? step : throw new InternalErrorException("one call is two steps");

        /// <summary>A step is reported when it has happened.</summary>
        public void After(in Step step) => IsDone = step == Announced && Broken.Length == 0
            && (step.Kind != StepKind.Free || step.Target is PreservedBlock { State: BlockState.Freed });

        public bool Refuses(FaultSite site) => IsRefusing && site == FaultSites.PreservedMemory;

        [DoesNotReturn]
        public void Violation(string check, string message)
        {
            Broken = check;
            throw new ViolationException(check, message);
        }
    }
}
