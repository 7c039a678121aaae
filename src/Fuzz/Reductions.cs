using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Fuzz;

/// <summary>Every program that is one step smaller or simpler than another, the largest steps first.</summary>
/// <remarks>Each step takes something away or replaces it by something simpler, so a chain of them ends.</remarks>
public static class Reductions
{
    private static readonly ByteString[] Simplest = [.. "abc".Select(letter => ByteString.FromUtf8($"{letter}"))];

    /// <summary>The programs that one step leads to.</summary>
    /// <param name="program">The program.</param>
    /// <param name="on">The design that it is for; the hardened one by default.</param>
    /// <returns>All of them; well-formed if the program is, else those that a scenario file can hold.</returns>
    public static IEnumerable<Scenario> Of(Scenario program, Design? on = null)
    {
        IEnumerable<Scenario> candidates =
        [
            .. WithoutAKernel(program),
            .. WithoutAThread(program),
            .. WithoutAnOperation(program),
            .. WithoutASetup(program),
            .. WithoutThreads(program),
            .. WithFewerFaults(program),
            .. WithoutAJump(program),
            .. WithSimplerNames(program),
            .. WithoutCapacity(program),
        ];
        return candidates.Where(WellFormed.Is(program, on) ? candidate => WellFormed.Is(candidate, on) : WellFormed.CanBeWritten);
    }

    private static IEnumerable<Scenario> WithoutAKernel(Scenario program) =>
        Without(program.Phases).Select(phases => program with { Phases = phases });

    private static IEnumerable<Scenario> WithoutAThread(Scenario program) =>
        program.Phases.SelectMany((phase, at) => Without(phase).Select(threads => Replace(program, at, threads)));

    /// <summary>One operation; or a quiesce together with its resume.</summary>
    private static IEnumerable<Scenario> WithoutAnOperation(Scenario program) => Threads(program, thread =>
        Without(thread).Concat(WithoutAQuiesce(thread)));

    private static IEnumerable<IReadOnlyList<Operation>> WithoutAQuiesce(IReadOnlyList<Operation> thread)
    {
        for (int i = 0; i < thread.Count; i++)
        {
            if (thread[i].Service == SessionOperation.Quiesce)
            {
                int resume = thread.Skip(i).TakeWhile(operation => operation.Service != SessionOperation.Resume).Count() + i;
                yield return [.. thread.Where((_, at) => at != i && at != resume)];
            }
        }
    }

    /// <summary>One operation of the set-up; or a hand-over in one piece, if the image is corrupted between.</summary>
    private static IEnumerable<Scenario> WithoutASetup(Scenario program)
    {
        IReadOnlyList<Operation> setup = program.Setup;
        IEnumerable<IReadOnlyList<Operation>> corrupted = Enumerable.Range(0, setup.Count)
            .Where(at => setup[at].Machine == MachineStep.Corrupt)
            .Select(at => (IReadOnlyList<Operation>)[.. setup.Take(at - 1), .. setup.Skip(at + 2)]);
        return corrupted.Concat(Without(setup)).Select(smaller => program with { Setup = smaller });
    }

    /// <summary>The last operation of the set-up as the only one of the first kernel: a rule that the set-up breaks has no
    /// schedule to show.</summary>
    private static IEnumerable<Scenario> WithoutThreads(Scenario program) => program.Setup.Count == 0 ? [] :
    [
        program with { Setup = [.. program.Setup.SkipLast(1)], Phases = [[[program.Setup[^1]]], .. program.Phases.Skip(1)] },
    ];

    private static IEnumerable<Scenario> WithFewerFaults(Scenario program)
    {
        foreach ((FaultSite site, int most) in program.Faults.OrderBy(fault => fault.Key.Name, StringComparer.Ordinal))
        {
            for (int fewer = 0; fewer < most; fewer++)
            {
                Dictionary<FaultSite, int> faults = new(program.Faults) { [site] = fewer };
                yield return program with { Faults = faults.Where(fault => fault.Value > 0).ToDictionary() };
            }
        }
    }

    /// <summary>A serialize instead of a kexec.</summary>
    private static IEnumerable<Scenario> WithoutAJump(Scenario program) => Threads(program, thread =>
        Replacements(thread, operation => operation.Machine == MachineStep.Kexec ? [new Operation(SessionOperation.Serialize)] : []));

    /// <summary>A simpler name in one place, or everywhere.</summary>
    private static IEnumerable<Scenario> WithSimplerNames(Scenario program)
    {
        IEnumerable<ByteString> names = program.Setup.Concat(program.Phases.SelectMany(phase => phase.SelectMany(thread => thread)))
            .Where(operation => operation.TakesName).Select(operation => operation.Name).Distinct().Order();
        foreach (ByteString name in names)
        {
            foreach (ByteString simpler in Simpler(name))
            {
                Operation rename(Operation operation) =>
                    operation.TakesName && operation.Name == name ? operation with { Name = simpler } : operation;
                IReadOnlyList<IReadOnlyList<Operation>> renamed(IReadOnlyList<IReadOnlyList<Operation>> phase) =>
                    [.. phase.Select(thread => (IReadOnlyList<Operation>)[.. thread.Select(rename)])];
                yield return program with
                {
                    Setup = [.. program.Setup.Select(rename)],
                    Phases = [.. program.Phases.Select(renamed)],
                };
            }
        }

        IEnumerable<Operation> simplified(Operation operation) =>
            operation.TakesName ? Simpler(operation.Name).Select(name => operation with { Name = name }) : [];
        foreach (IReadOnlyList<Operation> setup in Replacements(program.Setup, simplified))
        {
            yield return program with { Setup = setup };
        }

        foreach (Scenario simpler in Threads(program, thread => Replacements(thread, simplified)))
        {
            yield return simpler;
        }
    }

    private static IEnumerable<Scenario> WithoutCapacity(Scenario program) =>
        program.Capacity == Limits.SessionCapacity ? [] : [program with { Capacity = Limits.SessionCapacity }];

    /// <summary>The names before this one; all of them for one that is not of the alphabet.</summary>
    private static IEnumerable<ByteString> Simpler(ByteString name) => Simplest.TakeWhile(simple => simple != name);

    private static IEnumerable<Scenario> Threads(
        Scenario program, Func<IReadOnlyList<Operation>, IEnumerable<IReadOnlyList<Operation>>> reduce) =>
        program.Phases.SelectMany((phase, at) => Replacements(phase, reduce).Select(threads => Replace(program, at, threads)));

    private static Scenario Replace(Scenario program, int at, IReadOnlyList<IReadOnlyList<Operation>> phase) =>
        program with { Phases = [.. program.Phases.Select((each, i) => i == at ? phase : each)] };

    /// <summary>The list without its last element, without the one before, and so on.</summary>
    private static IEnumerable<IReadOnlyList<T>> Without<T>(IReadOnlyList<T> list) =>
        Enumerable.Range(0, list.Count).Reverse().Select(at => (IReadOnlyList<T>)[.. list.Where((_, i) => i != at)]);

    /// <summary>The list with one element replaced, in every way.</summary>
    private static IEnumerable<IReadOnlyList<T>> Replacements<T>(IReadOnlyList<T> list, Func<T, IEnumerable<T>> replace) =>
        list.SelectMany((element, at) => replace(element)
            .Select(other => (IReadOnlyList<T>)[.. list.Select((each, i) => i == at ? other : each)]));
}
