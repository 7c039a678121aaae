using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Scenarios;
using LuoVerified.Impl;
using LuoVerified.Impl.Memory;
using LuoVerified.Spec;

namespace LuoVerified.Check.Runs;

/// <summary>What is checked when every thread has ended: the last state, what is left over, the results.</summary>
internal static class EndOfRun
{
    /// <summary>Checks a run that has come to its end.</summary>
    /// <param name="machine">The machine, perhaps without a kernel where the last boot failed.</param>
    /// <param name="deserialized">Whether a deserialize has returned in the last kernel.</param>
    /// <param name="history">The calls, in order of invocation.</param>
    /// <param name="maxConfigurations">The bound of the search for a linearization.</param>
    /// <param name="undecided">Whether no other rule is broken and the bound was reached.</param>
    /// <returns>The rule that is broken; null where none is.</returns>
    public static Violation? Check(
        Machine machine, bool deserialized, IReadOnlyList<Call> history, long maxConfigurations, out bool undecided)
    {
        undecided = false;
        if ((LastState(machine) ?? LeftOver(machine, deserialized)) is { } broken)
        {
            return broken;
        }

        LinearizabilityResult results =
            LinearizabilityChecker.Check(history, SessionSpec.ColdBoot(machine.SessionCapacity), maxConfigurations);
        undecided = results.Verdict == Verdict.Inconclusive;
        return results.Verdict == Verdict.Violation
            ? new Violation(Checks.Linearizable, results.Message) { Calls = results.Report }
            : null;
    }

    private static Violation? LastState(Machine machine)
    {
        if (machine.Kernel is not { } kernel)
        {
            return null;
        }

        SessionView view = Observation.View(machine, withImage: false);
        if (Invariants.CheckState(view) is { } broken)
        {
            return new Violation(broken.Invariant.Name, $"at the end: {broken.Message}");
        }

        int tracked = view.Outgoing.Count + view.Incoming.Count;
        return kernel.Platform.LiveObjects == tracked
            ? null
            : new Violation(Checks.Leak, $"{kernel.Platform.LiveObjects} sessions are allocated, {tracked} are tracked");
    }

    private static Violation? LeftOver(Machine machine, bool deserialized)
    {
        ulong[] expected = machine.Kernel is { } running
            ? [running.OutgoingTree, running.Sessions.Inspect().OutgoingBlock]
            : [];
        foreach (PreservedBlock block in machine.Memory.Live)
        {
            bool wanted = block.State == BlockState.HandedOver
                ? machine.Kernel is null || !deserialized
                : expected.Contains(block.Address);
            if (!wanted)
            {
                return new Violation(Checks.Leak, $"{block.Label} is {Operation.Word(block.State)} and nobody will give it back");
            }
        }

        return null;
    }
}
