using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl.Memory;

namespace LuoVerified.Impl.Seeded;

/// <summary>What nobody may do to objects, preserved memory and files; each for <see cref="OnCreate"/>.</summary>
internal static class MisusedMemory
{
    /// <summary>Below every allocation, and the first address that is no null pointer with an offset.</summary>
    private const ulong Unallocated = Limits.PageSize;

    public static void FreeObjectTwice(KernelPlatform platform)
    {
        var thing = new Thing(platform);
        thing.Free();
        thing.Free();
    }

    public static void UseFreedObject(KernelPlatform platform)
    {
        var thing = new Thing(platform);
        thing.Free();
        thing.Touch();
    }

    public static void ForgetObject(KernelPlatform platform) => _ = new Thing(platform);

    public static void FreeMemoryTwice(KernelPlatform platform)
    {
        ulong address = Page(platform);
        platform.Memory.UnpreserveFree(address);
        platform.Memory.UnpreserveFree(address);
    }

    public static void ReadFreedMemory(KernelPlatform platform)
    {
        ulong address = Page(platform);
        platform.Memory.UnpreserveFree(address);
        platform.Memory.Read(address, 1);
    }

    public static void ReadFreedMemoryPastTheEnd(KernelPlatform platform)
    {
        ulong address = Page(platform);
        platform.Memory.UnpreserveFree(address);
        platform.Memory.Read(address + Limits.PageSize, 1);
    }

    public static void ForgetMemory(KernelPlatform platform) => Page(platform);

    /// <summary>The last field of a page behind a null pointer.</summary>
    public static void ReadNull(KernelPlatform platform) => platform.Memory.Read(Unallocated - 8, 8);

    public static void ReadPastTheEnd(KernelPlatform platform) => platform.Memory.Read(Page(platform) + Limits.PageSize - 4, 8);

    public static void WritePastTheEnd(KernelPlatform platform) => platform.Memory.Write(Page(platform) + Limits.PageSize, 1);

    public static void ReadPastWhatWasHandedOver(KernelPlatform platform) =>
        platform.Memory.Read(platform.Memory.Live.First(block => block.State == BlockState.HandedOver) is var block ? block.Address + (ulong)block.Size : 0, 1);

    public static void ReadUnallocated(KernelPlatform platform) => platform.Memory.Read(Unallocated, 1);

    /// <summary>An errno that was never assigned.</summary>
    public static void ReadUninitialised(KernelPlatform platform) =>
        platform.Violation(RuntimeChecks.UninitialisedRead, "create answers err, never assigned");

    /// <summary>What this kernel has preserved is given back as if it had been handed over.</summary>
    public static void RestoreWhatIsOurs(KernelPlatform platform) => platform.Memory.RestoreFree(Page(platform));

    /// <summary>What was handed over is given back as if this kernel had preserved it.</summary>
    public static void UnpreserveWhatWasHandedOver(KernelPlatform platform) =>
        platform.Memory.UnpreserveFree(platform.Memory.Live.First(block => block.State == BlockState.HandedOver).Address);

    /// <summary>Waits for what nobody will do.</summary>
    public static void SpinForEver(KernelPlatform platform)
    {
        ulong never = Page(platform);
        while (platform.Memory.Read(never, 1).Span[0] == 0)
        {
        }
    }

    private static ulong Page(KernelPlatform platform)
    {
        platform.Memory.TryAllocPreserve(Limits.PageSize, out ulong address);
        return address;
    }

    /// <summary>An object with a lifetime.</summary>
    /// <param name="platform">The kernel that it lives in.</param>
    internal sealed class Thing(KernelPlatform platform) : TrackedObject(platform)
    {
        public override string Label => "thing";
    }
}
