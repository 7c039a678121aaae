using LuoVerified.Abi;

namespace LuoVerified.Impl.Seeded;

/// <summary>Create makes a session and hands out no file of it.</summary>
/// <param name="platform">What the kernel gives.</param>
internal sealed class HandsOutNothing(KernelPlatform platform) : SeededSessions(platform)
{
    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        Errno err = base.Create(name, out file);
        file = null;
        return err;
    }
}

/// <summary>Retrieve hands out a file beside an error.</summary>
/// <param name="platform">What the kernel gives.</param>
internal sealed class HandsOutBesideAnError(KernelPlatform platform) : SeededSessions(platform)
{
    public override Errno Retrieve(ByteString name, out ISessionFile? file)
    {
        Errno err = base.Retrieve(name, out file);
        if (err != Errno.Ok)
        {
            Platform.CreateFile(() => { }, out file);
        }

        return err;
    }
}
