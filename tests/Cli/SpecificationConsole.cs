using LuoVerified.Abi;
using LuoVerified.Cli.Shell;
using LuoVerified.Spec;

namespace LuoVerified.Cli.Tests;

/// <summary>What the console must print by the specification.</summary>
internal sealed class SpecificationConsole(int capacity)
{
    private SpecState _state = SessionSpec.ColdBoot(capacity);
    private int _handles;

    public string Execute(Operation operation) => operation.Kind switch
    {
        OperationKind.Create => Open(ActionKind.Create, operation.Name),
        OperationKind.Retrieve => Open(ActionKind.Retrieve, operation.Name),
        OperationKind.Close => Text(Apply(new SpecAction(ActionKind.Close, Handle: (int)operation.Handle))),
        OperationKind.Serialize => Text(Apply(new SpecAction(ActionKind.Serialize))),
        OperationKind.Abort => Text(Apply(new SpecAction(ActionKind.Abort))),
        OperationKind.Deserialize => Text(Apply(new SpecAction(ActionKind.Deserialize))),
        OperationKind.Kexec => Kexec(),
        OperationKind.Reboot => Text(Apply(new SpecAction(ActionKind.Jump))),
        OperationKind.ColdBoot => ColdBoot(),
        OperationKind.Quiesce => Text(Apply(new SpecAction(ActionKind.Quiesce, Thread: 1))),
        OperationKind.Resume => Text(Apply(new SpecAction(ActionKind.Resume, Thread: 1))),
        OperationKind.Counts => $"incoming={_state.Incoming.Length} outgoing={_state.Outgoing.Length}",
        OperationKind.ListIncoming => List(_state.Incoming),
        OperationKind.ListOutgoing => List(_state.Outgoing),
        OperationKind.Number => $"{_state.Number}",
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    private string Open(ActionKind kind, ByteString name)
    {
        Outcome? outcome = Apply(new SpecAction(kind, name, Handle: _handles + 1));
        return outcome is { Succeeded: true } ? $"ok h{++_handles}" : Text(outcome);
    }

    private string Kexec()
    {
        Outcome? outcome = Apply(new SpecAction(ActionKind.Serialize));
        if (outcome is not { Succeeded: true })
        {
            return Text(outcome);
        }

        Apply(new SpecAction(ActionKind.Jump));
        return Text(Apply(new SpecAction(ActionKind.Deserialize)));
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
