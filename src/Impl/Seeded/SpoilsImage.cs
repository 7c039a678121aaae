using LuoVerified.Abi;

namespace LuoVerified.Impl.Seeded;

/// <summary>Serialize fills the image with one byte: with 0 it holds no session, with another it cannot be read.</summary>
/// <param name="platform">What the kernel gives.</param>
/// <param name="fill">The byte.</param>
internal sealed class SpoilsImage(KernelPlatform platform, byte fill) : SeededSessions(platform)
{
    public override Errno Serialize()
    {
        Errno err = base.Serialize();
        Platform.Memory.Write(base.Inspect().OutgoingBlock, Limits.SessionBlockSize).Span.Fill(fill);
        return err;
    }
}
