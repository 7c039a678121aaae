using System.Diagnostics;
using System.Globalization;
using LuoVerified.Abi;
using LuoVerified.Core.Alone;
using LuoVerified.Core.Locking;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Impl.Memory;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Benchmarks;

/// <summary>What the checked code alone takes of an exploration of small programs: its calls are performed as often, one after the other,
/// and nobody schedules, records or judges them.</summary>
internal static class Bare
{
    /// <summary>One program of so many is looked at.</summary>
    private const int Every = 40;

    private const long MaxExecutions = 20_000;

    private static readonly PagePool Pages = new();

    /// <summary>Prints how many programs of 2x1 a second could be judged by one processor, if less and less had to be done for each
    /// execution.</summary>
    public static void Print()
    {
        var space = new ProgramSpace(new ProgramSize(2, 1), new ProgramBounds());
        Scenario[] all = [.. Enumerable.Range(0, space.SetUps).SelectMany(space.Programs).Where((_, at) => at % Every == 0)];
        Scenario[] programs = [.. all.Where(CanBeBare)];
        using var judge = new Judge(Design.Hardened, MaxExecutions, () => false, judgesOrders: true);
        long[] executions = [.. programs.Select(program => judge.Try(program)!.Executions)];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{programs.Length} of {all.Length} programs (no operation waits, nothing is corrupted), {(double)executions.Sum() / programs.Length:F1} executions each"));
        double judged = Rate(programs, program => judge.Try(program));
        double performed = Rate(programs, executions, program => Perform(program, withThreads: true));
        double setUp = Rate(programs, executions, program => Perform(program, withThreads: false));
        Line("explored and judged", judged);
        Line("their calls alone, set-up included", performed);
        Line("their calls alone, without the set-up", 1 / ((1 / performed) - (1 / setUp)));

        static void Line(string what, double rate) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-40} {rate,8:N0} programs a second"));
    }

    private static double Rate(Scenario[] programs, long[] executions, Action<Scenario> perform) => Rate([.. programs.Index()], each =>
    {
        for (long i = 0; i < executions[each.Index]; i++)
        {
            perform(each.Item);
        }
    });

    /// <summary>Programs a second, by the time of the processor: the median of some rounds.</summary>
    private static double Rate<T>(T[] programs, Action<T> perform) => Rounds.Median(5, () =>
    {
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        Array.ForEach(programs, perform);
        return programs.Length / (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    });

    private static bool CanBeBare(Scenario program)
    {
        try
        {
            return !program.Setup.Any(operation => operation.Machine == MachineStep.Corrupt) && Perform(program, withThreads: true);
        }
        catch (WouldBlockException)
        {
            return false;
        }
    }

    /// <summary>Performs a program, one thread after the other; false if a kernel does not boot.</summary>
    private static bool Perform(Scenario program, bool withThreads)
    {
        var machine = new Machine(new SequentialControl(), Design.Hardened, program.Capacity, LockKind.Model, Pages);
        Dictionary<ByteString, ISessionFile?> open = [];
        IEnumerable<Operation> calls = withThreads ? program.Setup.Concat(program.Phases.SelectMany(threads => threads).SelectMany(thread => thread)) : program.Setup;
        bool boots = machine.ColdBoot() == Errno.Ok && calls.All(operation => Perform(machine, operation, open));
        machine.Memory.Dispose();
        return boots;
    }

    private static bool Perform(Machine machine, Operation operation, Dictionary<ByteString, ISessionFile?> open)
    {
        if (operation.Service is { } service)
        {
            ISessionFile? file = service.Argument == OperationArgument.Name ? null : open.GetValueOrDefault(operation.Name);
            service.Call(machine.Kernel!.Sessions, new SpecAction(service, operation.Name, Number: operation.Number, Fd: operation.Fd), ref file);
            open[operation.Name] = service.Argument == OperationArgument.Handle ? null : file ?? open.GetValueOrDefault(operation.Name);
            return true;
        }

        open.Clear();
        return (operation.Machine == MachineStep.Reboot || machine.Kernel!.Sessions.Serialize() == Errno.Ok) && machine.Jump() == Errno.Ok;
    }
}
