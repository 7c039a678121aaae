using LuoVerified.Abi;

namespace LuoVerified.Impl;

/// <summary>A <see cref="DelegatingService"/> that is handed over in a chain of blocks, as Linux 7.2.</summary>
public abstract class DelegatingLuoSerSessions : DelegatingService, ILuoSerSessions
{
    private readonly ILuoSerSessions _handedOver;

    /// <summary>Makes it.</summary>
    /// <param name="inner">The other: an <see cref="ILuoSerSessions"/>.</param>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    protected DelegatingLuoSerSessions(ISessionService inner)
        : base(inner) => _handedOver = HandedOver<ILuoSerSessions>(nameof(DelegatingSessions));

    /// <inheritdoc/>
    public virtual Errno SetupIncoming(ulong sessionsAddress) => _handedOver.SetupIncoming(sessionsAddress);

    /// <inheritdoc/>
    public virtual void SetupOutgoing(ulong sessionsAddress) => _handedOver.SetupOutgoing(sessionsAddress);
}
