using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Impl;

namespace LuoVerified.Spec.Tests.Refinement;

/// <summary>The right service with one thing wrong.</summary>
internal sealed class WrongService(ISessionService right) : ISessionService
{
    private bool _deserializePending;

    public bool AbortDoesNothing { get; init; }

    public bool ShowsListsBackwards { get; init; }

    public bool CutsLongNames { get; init; }

    public bool DeserializesLate { get; init; }

    public Errno SetupIncoming(FdtReader tree) => right.SetupIncoming(tree);

    public Errno SetupOutgoing(FdtWriter tree) => right.SetupOutgoing(tree);

    public Errno Create(ByteString name, out ISessionFile? file) => right.Create(
        CutsLongNames ? new ByteString(name.Span[..Math.Min(name.Length, Limits.SessionNameMaxBytes)]) : name, out file);

    public Errno Retrieve(ByteString name, out ISessionFile? file)
    {
        if (_deserializePending)
        {
            right.Deserialize();
        }

        return right.Retrieve(name, out file);
    }

    public Errno Serialize() => right.Serialize();

    public Errno AbortSerialize() =>
        !AbortDoesNothing ? right.AbortSerialize() : right.Inspect().Frozen == true ? Errno.Ok : Errno.EINVAL;

    public Errno Deserialize()
    {
        _deserializePending = DeserializesLate;
        return DeserializesLate ? Errno.Ok : right.Deserialize();
    }

    public bool Quiesce() => right.Quiesce();

    public void Resume() => right.Resume();

    public SessionSnapshot Inspect()
    {
        SessionSnapshot shown = right.Inspect();
        return ShowsListsBackwards ? shown with { Outgoing = [.. shown.Outgoing.Reverse()] } : shown;
    }
}
