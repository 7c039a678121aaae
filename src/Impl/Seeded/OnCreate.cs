using LuoVerified.Abi;

namespace LuoVerified.Impl.Seeded;

/// <summary>Create does something else before it returns.</summary>
/// <param name="platform">What the kernel gives.</param>
/// <param name="bug">What it does.</param>
internal sealed class OnCreate(KernelPlatform platform, Action<KernelPlatform> bug) : SeededSessions(platform)
{
    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        Errno err = base.Create(name, out file);
        bug(Platform);
        return err;
    }
}
