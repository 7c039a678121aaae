using LuoVerified.Abi;

namespace LuoVerified.Impl.Seeded;

/// <summary>Serialize writes no session into the image.</summary>
/// <param name="platform">What the kernel gives.</param>
internal sealed class SpoilsImage(KernelPlatform platform) : SeededSessions(platform)
{
    public override Errno Serialize()
    {
        Errno err = base.Serialize();
        Platform.Memory.Write(base.Inspect().OutgoingBlock, Limits.SessionBlockSize).Span.Clear();
        return err;
    }
}
