using LuoVerified.Abi;
using LuoVerified.Impl;

namespace LuoVerified.Spec.Tests.Refinement;

/// <summary>The right service with one thing wrong.</summary>
internal sealed class WrongService(ISessionService right) : DelegatingSessions(right)
{
    private bool _deserializePending;

    public bool AbortDoesNothing { get; init; }

    public bool ShowsListsBackwards { get; init; }

    public bool CutsLongNames { get; init; }

    public bool DeserializesLate { get; init; }

    public override Errno Create(ByteString name, out ISessionFile? file) => Inner.Create(
        CutsLongNames ? new ByteString(name.Span[..Math.Min(name.Length, Limits.SessionNameMaxBytes)]) : name, out file);

    public override Errno Retrieve(ByteString name, out ISessionFile? file)
    {
        if (_deserializePending)
        {
            Inner.Deserialize();
        }

        return Inner.Retrieve(name, out file);
    }

    public override Errno AbortSerialize() =>
        !AbortDoesNothing ? Inner.AbortSerialize() : Inner.Inspect().Frozen == true ? Errno.Ok : Errno.EINVAL;

    public override Errno Deserialize()
    {
        _deserializePending = DeserializesLate;
        return DeserializesLate ? Errno.Ok : Inner.Deserialize();
    }

    public override SessionSnapshot Inspect()
    {
        SessionSnapshot shown = Inner.Inspect();
        return ShowsListsBackwards ? shown with { Outgoing = [.. shown.Outgoing.Reverse()] } : shown;
    }
}
