using LuoVerified.Abi;
using LuoVerified.Cli.Shell;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Cli.Tests;

/// <summary>What the console must print by the specification.</summary>
internal sealed class SpecificationConsole(int capacity)
{
    private SpecState _state = SessionSpec.ColdBoot(capacity);
    private readonly Dictionary<int, ByteString> _names = [];
    private int _handles;

    public string Execute(Operation operation) => operation.Command switch
    {
        ConsoleCommand.None when operation.Service is { Argument: OperationArgument.Name } service =>
            Open(service, operation.Name),
        ConsoleCommand.None => Ask(operation.Service!, (int)operation.Handle, operation.Number, operation.Fd),
        ConsoleCommand.Kexec => Kexec(),
        ConsoleCommand.Reboot => Text(Apply(new SpecAction(Jump.Instance))),
        ConsoleCommand.ColdBoot => ColdBoot(),
        ConsoleCommand.Counts => $"incoming={_state.Incoming.Length} outgoing={_state.Outgoing.Length}",
        ConsoleCommand.ListIncoming => List(_state.Incoming),
        ConsoleCommand.ListOutgoing => List(_state.Outgoing),
        ConsoleCommand.Number => $"{_state.Number}",
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    private string Open(SpecOperation kind, ByteString name)
    {
        Outcome? outcome = Apply(new SpecAction(kind, name, Handle: _handles + 1));
        if (outcome is not { Succeeded: true })
        {
            return Text(outcome);
        }

        _names[++_handles] = name;
        return $"ok h{_handles}";
    }

    private string Ask(SpecOperation kind, int handle, ulong number, FileDescriptor? fd)
    {
        string text = Text(Apply(new SpecAction(kind, Handle: handle, Thread: 1, Number: number, Fd: fd)));
        return kind is GetName && text == "ok" ? $"ok {_names[handle]}" : text;
    }

    private string Kexec()
    {
        Outcome? outcome = Apply(new SpecAction(SessionOperation.Serialize));
        if (outcome is not { Succeeded: true })
        {
            return Text(outcome);
        }

        Apply(new SpecAction(Jump.Instance));
        return Text(Apply(new SpecAction(SessionOperation.Deserialize)));
    }

    private string ColdBoot()
    {
        _state = SessionSpec.ColdBoot(capacity);
        return "ok";
    }

    private Outcome? Apply(SpecAction action)
    {
        if (SessionSpec.Apply(_state, action) is not { } applied)
        {
            return null;
        }

        _state = applied.Next;
        return applied.Outcome;
    }

    private static string Text(Outcome? outcome) => outcome?.ToString() ?? "would-block";

    private static string List(IReadOnlyCollection<SpecSession> sessions) =>
        string.Join(' ', sessions.Select(it => $"{(it.Retrieved ? '+' : '-')}{it.Name}").Prepend($"{sessions.Count}"));
}
