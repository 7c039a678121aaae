using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Impl;

/// <summary>A session service that does what another does, as long as nothing is overridden: for designs that differ from
/// another in an operation or two.</summary>
/// <param name="inner">The other: an <see cref="IDeviceTreeSessions"/>.</param>
public abstract class DelegatingSessions(ISessionService inner) : IDeviceTreeSessions
{
    /// <summary>The service that does the work.</summary>
    protected IDeviceTreeSessions Inner { get; } = (IDeviceTreeSessions)inner;

    /// <inheritdoc/>
    public virtual Errno SetupIncoming(FdtReader tree) => Inner.SetupIncoming(tree);

    /// <inheritdoc/>
    public virtual Errno SetupOutgoing(FdtWriter tree) => Inner.SetupOutgoing(tree);

    /// <inheritdoc/>
    public virtual Errno Create(ByteString name, out ISessionFile? file) => Inner.Create(name, out file);

    /// <inheritdoc/>
    public virtual Errno Retrieve(ByteString name, out ISessionFile? file) => Inner.Retrieve(name, out file);

    /// <inheritdoc/>
    public virtual Errno Serialize() => Inner.Serialize();

    /// <inheritdoc/>
    public virtual Errno AbortSerialize() => Inner.AbortSerialize();

    /// <inheritdoc/>
    public virtual Errno Deserialize() => Inner.Deserialize();

    /// <inheritdoc/>
    public virtual bool Quiesce() => Inner.Quiesce();

    /// <inheritdoc/>
    public virtual void Resume() => Inner.Resume();

    /// <inheritdoc/>
    public virtual SessionSnapshot Inspect() => Inner.Inspect();
}
