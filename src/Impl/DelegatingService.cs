using LuoVerified.Abi;

namespace LuoVerified.Impl;

/// <summary>A session service that does what another does, as long as nothing is overridden: for designs that differ from another in
/// an operation or two. They derive from <see cref="DelegatingSessions"/> or <see cref="DelegatingLuoSerSessions"/>, by how the other
/// is handed over.</summary>
public abstract class DelegatingService : ISessionService
{
    /// <summary>Makes it.</summary>
    /// <param name="inner">The other.</param>
    private protected DelegatingService(ISessionService inner) => Inner = inner;

    /// <summary>The service that does the work.</summary>
    protected ISessionService Inner { get; }

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

    /// <summary>The other as it is handed over.</summary>
    /// <typeparam name="THandOver">How the class that derives from this is handed over.</typeparam>
    /// <param name="other">The class for all others.</param>
    /// <exception cref="InvalidOperationException">It is handed over in another way.</exception>
    private protected THandOver HandedOver<THandOver>(string other)
        where THandOver : class, ISessionService =>
        Inner as THandOver ?? throw new InvalidOperationException($"{Inner.GetType().Name} is no {typeof(THandOver).Name}: derive from {other}");
}
