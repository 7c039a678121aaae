using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Impl;

/// <summary>A <see cref="DelegatingService"/> that is handed over in a device tree.</summary>
public abstract class DelegatingSessions : DelegatingService, IDeviceTreeSessions
{
    private readonly IDeviceTreeSessions _handedOver;

    /// <summary>Makes it.</summary>
    /// <param name="inner">The other: an <see cref="IDeviceTreeSessions"/>.</param>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    protected DelegatingSessions(ISessionService inner)
        : base(inner) => _handedOver = HandedOver<IDeviceTreeSessions>(nameof(DelegatingLuoSerSessions));

    /// <inheritdoc/>
    public virtual Errno SetupIncoming(FdtReader tree) => _handedOver.SetupIncoming(tree);

    /// <inheritdoc/>
    public virtual Errno SetupOutgoing(FdtWriter tree) => _handedOver.SetupOutgoing(tree);
}
