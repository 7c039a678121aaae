using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Runs;

/// <content>How the operations of a scenario are performed, and which thread has which open file.</content>
public sealed partial class ScenarioRun
{
    private protected override void Perform(LogicalThread thread)
    {
        foreach (Operation operation in Scenario.Phases[_state.Phase][thread.Index])
        {
            if (!Perform(thread, operation))
            {
                break;
            }
        }
    }

    /// <summary>Performs an operation of the set-up.</summary>
    private void Prepare(Operation operation)
    {
        if (operation.Machine == MachineStep.Corrupt)
        {
            if (!_observer.Outgoing.TryCorrupt(operation.Corruption))
            {
                throw new UnusableScenarioException(Scenario.Name, $"the image has too few sessions or files for '{operation}'");
            }

            _state.Corrupted = operation.Corruption;
            _judge.Restart();
            return;
        }

        Watched(Driver, () => Perform(Driver, operation));
        if (_state.Jump is not null && !EnterNextKernel())
        {
            throw new UnusableScenarioException(Scenario.Name, "the set-up leaves no kernel");
        }
    }

    /// <summary>Performs an operation; false if the thread has left the kernel with it.</summary>
    private bool Perform(LogicalThread thread, Operation operation)
    {
        switch (operation.Machine)
        {
            case MachineStep.None:
                Call(thread, operation.Service!, operation);
                return true;
            case MachineStep.Kexec:
                return !Call(thread, SessionOperation.Serialize, new Operation(SessionOperation.Serialize)).Succeeded
                    || !Jump(thread, afterSerialize: true);
            default:
                return !Jump(thread, afterSerialize: false);
        }
    }

    private Outcome Call(LogicalThread thread, SessionOperation service, Operation operation)
    {
        ISessionFile? file = null;
        Handles handles = HandlesOf(thread);
        // Unique in this kernel, and the same in every schedule.
        int handle = (++handles.Calls * 8) + thread.Index + 1;
        if (service.Argument == OperationArgument.Handle)
        {
            handle = handles.TryTake(operation.Name, out Handle open) || TryTakeFromSetUp(thread, operation, out open)
                ? open.Number
                : 0;
            file = open.File;
        }
        else if (service.Argument == OperationArgument.Session)
        {
            handle = handles.TryFind(operation.Name, out Handle open) || TryFindInSetUp(thread, operation.Name, out open) ? open.Number : 0;
            file = open.File;
        }

        SessionCall call = Made(thread, new SpecAction(service, operation.Name, handle, Holder(thread), Number: operation.Number, Fd: operation.Fd));
        Begin(thread, call);
        call.Outcome = service.Call(_machine.Kernel!.Sessions, call.Action, ref file);
        if (service.Argument == OperationArgument.Name && HandedOut(call, file) is { } handed)
        {
            handles.Keep(operation.Name, new Handle(handed, handle));
        }

        End(thread, call);
        return call.Outcome;
    }

    /// <summary>What is right of the file that an operation hands out: there is one if and only if it succeeds.</summary>
    private ISessionFile? HandedOut(SessionCall call, ISessionFile? file)
    {
        if (call.Outcome.Succeeded && file is null)
        {
            Report(RuntimeChecks.NullDereference, $"{call.Label} succeeds and hands out no file");
        }

        if (!call.Outcome.Succeeded && file is not null)
        {
            Report(Checks.Leak, $"{call.Label} fails and hands out a file, which nobody closes");
        }

        return file;
    }

    private SessionCall Made(LogicalThread thread, SpecAction action) => new()
    {
        Thread = thread.Index,
        Action = action,
        Epoch = _state.Kernel,
        Invoked = -1,
    };

    private Handles HandlesOf(LogicalThread thread) => thread.IsDriver ? _setUpHandles : _handles[thread.Index];

    /// <summary>What the set-up has quiesced its heir resumes.</summary>
    private int Holder(LogicalThread thread) => thread.IsDriver ? _facts.Heir : thread.Index;

    /// <summary>A handle of the set-up belongs to the first thread of the phase that has an operation for it, in every
    /// schedule.</summary>
    private bool TryTakeFromSetUp(LogicalThread thread, Operation operation, out Handle open)
    {
        open = default;
        bool isFirst = thread.IsDriver || thread.Index == Scenario.FirstToClose(_state.Phase, operation.Name);
        return isFirst && _setUpHandles.TryTake(operation.Name, out open);
    }

    /// <summary>A handle of the set-up that a thread closes is that thread's; any other may be used by all.</summary>
    private bool TryFindInSetUp(LogicalThread thread, ByteString name, out Handle open)
    {
        open = default;
        bool isShared = thread.IsDriver || Scenario.FirstToClose(_state.Phase, name) is var closer && (closer < 0 || closer == thread.Index);
        return isShared && _setUpHandles.TryFind(name, out open);
    }
}
