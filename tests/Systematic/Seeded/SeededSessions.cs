using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Core;
using LuoVerified.Impl;

namespace LuoVerified.Systematic.Tests.Seeded;

/// <summary>A design, the hardened one unless another is given, with one operation replaced by a wrong one.</summary>
internal abstract class SeededSessions(KernelPlatform platform, Design? design = null) : ISessionService
{
    protected KernelPlatform Platform { get; } = platform;

    protected ISessionService Sound { get; } = (design ?? Design.Hardened).Create(platform);

    public virtual Errno SetupIncoming(FdtReader tree) => Sound.SetupIncoming(tree);

    public virtual Errno SetupOutgoing(FdtWriter tree) => Sound.SetupOutgoing(tree);

    public virtual Errno Create(ByteString name, out ISessionFile? file) => Sound.Create(name, out file);

    public virtual Errno Retrieve(ByteString name, out ISessionFile? file) => Sound.Retrieve(name, out file);

    public virtual Errno Serialize() => Sound.Serialize();

    public virtual Errno AbortSerialize() => Sound.AbortSerialize();

    public virtual Errno Deserialize() => Sound.Deserialize();

    public virtual bool Quiesce() => Sound.Quiesce();

    public virtual void Resume() => Sound.Resume();

    public virtual SessionSnapshot Inspect() => Sound.Inspect();
}
