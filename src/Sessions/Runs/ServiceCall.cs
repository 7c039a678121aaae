using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Runs;

/// <summary>Operations of a scenario as calls of a session service.</summary>
internal static class ServiceCall
{
    /// <summary>Performs an operation; create and retrieve give the file out, close takes it.</summary>
    public static Outcome Execute(ISessionService sessions, Operation operation, ref SessionFile? file)
    {
        switch (operation.Kind)
        {
            case OperationKind.Create:
                return Outcome.Of(sessions.Create(operation.Name, out file));
            case OperationKind.Retrieve:
                return Outcome.Of(sessions.Retrieve(operation.Name, out file));
            case OperationKind.Close:
                file?.Release();
                return Outcome.Of(file is null ? Errno.EBADF : Errno.Ok);
            case OperationKind.Serialize:
                return Outcome.Of(sessions.Serialize());
            case OperationKind.Abort:
                return Outcome.Of(sessions.AbortSerialize());
            case OperationKind.Deserialize:
                return Outcome.Of(sessions.Deserialize());
            case OperationKind.Quiesce:
                return sessions.Quiesce() ? Outcome.True : Outcome.False;
            default:
                return Resume(sessions);
        }
    }

    private static Outcome Resume(ISessionService sessions)
    {
        try
        {
            sessions.Resume();
            return Outcome.Ok;
        }
        catch (LockNotHeldException)
        {
            return Outcome.NotHeld;
        }
    }

    /// <summary>The operation of the specification that an operation of a scenario is.</summary>
    public static ActionKind ActionOf(OperationKind kind) => kind switch
    {
        OperationKind.Create => ActionKind.Create,
        OperationKind.Retrieve => ActionKind.Retrieve,
        OperationKind.Close => ActionKind.Close,
        OperationKind.Serialize => ActionKind.Serialize,
        OperationKind.Abort => ActionKind.Abort,
        OperationKind.Deserialize => ActionKind.Deserialize,
        OperationKind.Quiesce => ActionKind.Quiesce,
        OperationKind.Resume => ActionKind.Resume,
        _ => throw new InternalErrorException($"{kind} has no meaning in the specification"),
    };

    /// <summary>What the specification calls a refused request.</summary>
    public static SpecFault FaultOf(FaultSite site) =>
        site == FaultSites.SessionAllocation ? SpecFault.SessionAllocation
        : site == FaultSites.FileCreation ? SpecFault.FileCreation
        : site == FaultSites.PreservedMemory ? SpecFault.PreservedMemory
        : throw new InternalErrorException($"{site} has no meaning in the specification");
}
