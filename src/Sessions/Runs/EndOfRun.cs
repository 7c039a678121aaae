using LuoVerified.Check;
using LuoVerified.Impl;
using LuoVerified.Impl.Memory;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Runs;

/// <summary>What is checked of a machine when every thread has ended: the last state, and what is left over.</summary>
internal static class EndOfRun
{
    /// <summary>Checks a machine.</summary>
    /// <param name="machine">The machine, perhaps without a kernel because the last boot failed.</param>
    /// <param name="observer">Shows the state.</param>
    /// <param name="deserialized">Whether a deserialize has returned in the last kernel.</param>
    /// <param name="waiting">How many operations wait for ever: each may have allocated a session that is not tracked yet.</param>
    /// <param name="design">The design.</param>
    /// <returns>The rule that is broken; null if none is.</returns>
    public static Violation? Check(Machine machine, SessionObserver observer, bool deserialized, int waiting, Design design)
    {
        if (machine.Kernel is not { } kernel)
        {
            return LeftOver(machine, [], wantsHandedOver: true);
        }

        SessionView view = observer.WithFacts(observer.Look());
        if (Invariants.CheckState(view) is { } broken)
        {
            return new Violation(broken.Invariant.Name, $"at the end: {broken.Message}");
        }

        SessionSnapshot shown = kernel.Sessions.Inspect();
        int tracked = view.Outgoing.Count + view.Incoming.Count + (design.GivesUpAfterFailedDeserialize ? shown.GivenUp : 0);
        return kernel.Platform.LiveObjects >= tracked && kernel.Platform.LiveObjects <= tracked + waiting
            ? LeftOver(machine, [kernel.OutgoingTree, .. observer.Outgoing.Blocks, .. shown.OwnBlocks], wantsHandedOver: !deserialized)
            : new Violation(Checks.Leak, $"{kernel.Platform.LiveObjects} sessions are allocated, {tracked} are tracked");
    }

    private static Violation? LeftOver(Machine machine, ulong[] expected, bool wantsHandedOver)
    {
        foreach (PreservedBlock block in machine.Memory.Live)
        {
            bool wanted = block.State == BlockState.HandedOver ? wantsHandedOver : expected.Contains(block.Address);
            if (!wanted)
            {
                return new Violation(Checks.Leak, $"{block.Label} is {Words.Of(block.State)} and nobody will give it back");
            }
        }

        return null;
    }
}
