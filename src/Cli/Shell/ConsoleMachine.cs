using System.Globalization;
using LuoVerified.Abi;
using LuoVerified.Core.Alone;
using LuoVerified.Impl;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Cli.Shell;

/// <summary>A machine from one cold boot on, with the handles that its running kernel has given out. What it does depends
/// on the operations alone, so that a second one given the same operations is its equal.</summary>
internal sealed class ConsoleMachine
{
    private readonly SequentialControl _control = new();
    private readonly Machine _machine;
    private readonly Dictionary<ulong, (ISessionFile File, ByteString Name)> _open = [];

    /// <summary>Boots the machine.</summary>
    /// <param name="design">How its session service is built.</param>
    /// <param name="sessionCapacity">The most sessions tracked for the next kernel.</param>
    /// <param name="lastHandle">The number of the last handle given out before; 0 if there is none.</param>
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

    private string Execute(Operation operation, Kernel kernel) => operation.Command switch
    {
        ConsoleCommand.None => Call(kernel.Sessions, operation.Service!, operation),
        ConsoleCommand.Kexec => Kexec(kernel).ToAnswer(),
        ConsoleCommand.Reboot => Jump().ToAnswer(),
        ConsoleCommand.Counts => Counts(kernel.Sessions.Inspect()),
        ConsoleCommand.ListIncoming => ListIncoming(kernel.Sessions.Inspect()),
        ConsoleCommand.ListOutgoing => ListOutgoing(kernel.Sessions.Inspect()),
        ConsoleCommand.Number => kernel.LiveUpdateNumber.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation.Command, "Not a command of a machine."),
    };

    private string Call(ISessionOperations sessions, SessionOperation service, Operation operation)
    {
        bool takesName = service.Argument == OperationArgument.Name;
        (ISessionFile? file, ByteString name) = takesName ? (null, operation.Name) : _open.GetValueOrDefault(operation.Handle);
        if (service.Argument == OperationArgument.Handle)
        {
            _open.Remove(operation.Handle);
        }

        Outcome outcome = service.Call(
            sessions, new SpecAction(service, name, Number: operation.Number, Fd: operation.Fd), ref file);
        if (!takesName || !outcome.Succeeded)
        {
            // It answers Ok if the name is that by which the session was opened.
            return service == SessionOperation.GetName && outcome.Succeeded ? $"{outcome} {name}" : outcome.ToString();
        }

        LastHandle++;
        _open.Add(LastHandle, (file!, name));
        return $"{outcome} h{LastHandle}";
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

    private static string Counts(SessionSnapshot state) => $"incoming={state.IncomingCount} outgoing={state.OutgoingCount}";

    private static string ListIncoming(SessionSnapshot state) => List(state.IncomingCount, state.Incoming);

    private static string ListOutgoing(SessionSnapshot state) => List(state.OutgoingCount, state.Outgoing);

    private static string List(long count, IReadOnlyList<ListedSession> sessions) =>
        string.Join(' ', sessions.Select(each => $"{(each.Retrieved ? '+' : '-')}{each.Name}").Prepend($"{count}"));
}
