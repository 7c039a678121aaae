using System.Globalization;
using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Shell;

/// <summary>A machine from one cold boot on, with the handles that its running kernel has given out. What it does depends
/// on the operations alone, so that a second one given the same operations is its equal.</summary>
internal sealed class ConsoleMachine
{
    private readonly SequentialControl _control = new();
    private readonly Machine _machine;
    private readonly Dictionary<ulong, SessionFile> _open = [];

    /// <summary>Boots the machine.</summary>
    /// <param name="design">How its session service is built.</param>
    /// <param name="sessionCapacity">The most sessions tracked for the next kernel.</param>
    /// <param name="lastHandle">The number of the last handle given out before; 0 where there is none.</param>
    public ConsoleMachine(Design design, int sessionCapacity, ulong lastHandle)
    {
        _machine = new Machine(_control, design, sessionCapacity);
        LastHandle = lastHandle;
        BootAnswer = _machine.ColdBoot();
    }

    /// <summary>What the cold boot answered.</summary>
    public Errno BootAnswer { get; }

    /// <summary>The number of the last handle given out.</summary>
    public ulong LastHandle { get; private set; }

    /// <summary>Whether the last operation got as far as changing anything.</summary>
    public bool Touched => _control.SomethingHappened;

    /// <summary>Performs one operation.</summary>
    /// <param name="operation">Any operation but a cold boot.</param>
    /// <returns>The result; <c>no-kernel</c> for every operation after a boot that failed.</returns>
    /// <exception cref="WouldBlockException">The operation waits for a lock. If <see cref="Touched"/>, it is half done and
    /// the machine is no use any more; else nothing has changed.</exception>
    /// <exception cref="ViolationException">A rule of the run time is broken; the machine is no use any more.</exception>
    public string Execute(Operation operation)
    {
        _control.BeginOperation();
        return _machine.Kernel is { } kernel ? Execute(operation, kernel) : "no-kernel";
    }

    private string Execute(Operation operation, Kernel kernel) => operation.Kind switch
    {
        OperationKind.Create => Open(kernel.Sessions.Create(operation.Name, out SessionFile? file), file),
        OperationKind.Retrieve => Open(kernel.Sessions.Retrieve(operation.Name, out SessionFile? file), file),
        OperationKind.Close => Close(operation.Handle).ToAnswer(),
        OperationKind.Serialize => kernel.Reboot().ToAnswer(),
        OperationKind.Abort => kernel.Sessions.AbortSerialize().ToAnswer(),
        OperationKind.Deserialize => kernel.Sessions.Deserialize().ToAnswer(),
        OperationKind.Kexec => Kexec(kernel).ToAnswer(),
        OperationKind.Reboot => Jump().ToAnswer(),
        OperationKind.Quiesce => kernel.Sessions.Quiesce() ? "true" : "false",
        OperationKind.Resume => Resume(kernel),
        OperationKind.Counts => Counts(kernel.Sessions.Inspect()),
        OperationKind.ListIncoming => ListIncoming(kernel.Sessions.Inspect()),
        OperationKind.ListOutgoing => ListOutgoing(kernel.Sessions.Inspect()),
        OperationKind.Number => kernel.LiveUpdateNumber.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation.Kind, "Not an operation of a machine."),
    };

    private string Open(Errno answer, SessionFile? file)
    {
        if (answer != Errno.Ok)
        {
            return answer.ToAnswer();
        }

        LastHandle++;
        _open.Add(LastHandle, file!);
        return $"ok h{LastHandle}";
    }

    private Errno Close(ulong handle)
    {
        if (!_open.Remove(handle, out SessionFile? file))
        {
            return Errno.EBADF;
        }

        file.Release();
        return Errno.Ok;
    }

    /// <summary>The first error of serialize, the boot and deserialize. After one of serialize nothing else happens.</summary>
    private Errno Kexec(Kernel kernel)
    {
        Errno err = kernel.Reboot();
        if (err == Errno.Ok)
        {
            err = Jump();
        }

        return err == Errno.Ok ? _machine.Kernel!.Sessions.Deserialize() : err;
    }

    private Errno Jump()
    {
        _open.Clear();
        return _machine.Jump();
    }

    private static string Resume(Kernel kernel)
    {
        try
        {
            kernel.Sessions.Resume();
            return "ok";
        }
        catch (LockNotHeldException)
        {
            return "unlock-not-held";
        }
    }

    private static string Counts(SessionSnapshot state) => $"incoming={state.IncomingCount} outgoing={state.OutgoingCount}";

    private static string ListIncoming(SessionSnapshot state) => List(state.IncomingCount, state.Incoming);

    private static string ListOutgoing(SessionSnapshot state) => List(state.OutgoingCount, state.Outgoing);

    private static string List(long count, IReadOnlyList<ListedSession> sessions) =>
        string.Join(' ', sessions.Select(each => $"{(each.Retrieved ? '+' : '-')}{each.Name}").Prepend($"{count}"));
}
