using LuoVerified.Abi;
using LuoVerified.Core.Alone;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Shell;

/// <summary>Performs operations one after the other, each of them whole or not at all.</summary>
/// <remarks>An operation that would wait for a lock may have done half of its work by then. It is undone by doing every
/// operation since the cold boot again, on a new machine, which leads to the very same state.</remarks>
internal sealed class SessionConsole
{
    private readonly Design _design;
    private readonly int _sessionCapacity;

    /// <summary>invariant: these operations, on a machine just booted, lead to the state of the present one.</summary>
    private readonly List<Operation> _sinceColdBoot = [];
    private ulong _lastHandleBeforeBoot;
    private ConsoleMachine _machine;

    /// <summary>Boots the first machine.</summary>
    /// <param name="design">How the session service of each kernel is built.</param>
    /// <param name="sessionCapacity">The most sessions tracked for the next kernel, 1 to
    /// <see cref="Limits.SessionCapacity"/> (the default).</param>
    /// <exception cref="ViolationException">A rule of the run time is broken while booting.</exception>
    public SessionConsole(Design design, int sessionCapacity = Limits.SessionCapacity)
    {
        _design = design;
        _sessionCapacity = sessionCapacity;
        _machine = NewMachine();
    }

    /// <summary>Performs one operation.</summary>
    /// <param name="operation">Any operation.</param>
    /// <returns>The result, in one line; <c>not-in-design</c> for an operation that the design lacks; <c>would-block</c> where the operation would wait for a lock, and nothing has
    /// changed then.</returns>
    /// <exception cref="ViolationException">A rule of the run time is broken; the console is no use after that.</exception>
    public string Execute(Operation operation)
    {
        if (operation.Command == ConsoleCommand.ColdBoot)
        {
            return ColdBoot();
        }

        if (Lacks(operation))
        {
            return "not-in-design";
        }

        try
        {
            string result = _machine.Execute(operation);
            if (operation.MayChangeState)
            {
                _sinceColdBoot.Add(operation);
            }

            return result;
        }
        catch (WouldBlockException)
        {
            if (_machine.Touched)
            {
                Rebuild();
            }

            return "would-block";
        }
    }

    private bool Lacks(Operation operation) => operation.Service is { } service
        ? !_design.Operations.Contains(service)
        : operation.Command == ConsoleCommand.Reboot && !_design.Has(MachineStep.Reboot);

    private string ColdBoot()
    {
        _sinceColdBoot.Clear();
        _lastHandleBeforeBoot = _machine.LastHandle;
        _machine = NewMachine();
        return _machine.BootAnswer.ToAnswer();
    }

    private void Rebuild()
    {
        _machine = NewMachine();
        foreach (Operation done in _sinceColdBoot)
        {
            _machine.Execute(done);
        }
    }

    private ConsoleMachine NewMachine() => new(_design, _sessionCapacity, _lastHandleBeforeBoot);
}
