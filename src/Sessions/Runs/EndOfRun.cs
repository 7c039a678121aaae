using LuoVerified.Check;
using LuoVerified.Core;
using LuoVerified.Impl;
using LuoVerified.Impl.Files;
using LuoVerified.Impl.Memory;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Runs;

/// <summary>What is checked of a machine when every thread has ended: the last state, and what is left over.</summary>
internal static class EndOfRun
{
    /// <summary>Checks a machine.</summary>
    /// <param name="machine">The machine, perhaps without a kernel because the last boot failed.</param>
    /// <param name="observer">Shows the state.</param>
    /// <param name="monitor">What is known of the last kernel from calls and answers.</param>
    /// <param name="waiting">How many operations wait for ever: each may have allocated a session that is not tracked yet.</param>
    /// <param name="design">The design.</param>
    /// <returns>The rule that is broken; null if none is.</returns>
    public static Violation? Check(Machine machine, SessionObserver observer, SpecificationMonitor monitor, int waiting, Design design)
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

        if (waiting == 0 && monitor.Stranded(view) is { } stranded)
        {
            return new Violation(Checks.Leak, $"session '{stranded}' was handed out and closed, and is still there: nobody can reach it");
        }

        SessionSnapshot shown = kernel.Sessions.Inspect();
        if (waiting == 0 && LeftWithHandler(kernel.Platform.Handler, shown.Files) is { } left)
        {
            return left;
        }

        if (waiting == 0
            && shown.OwnBlocks.Except(machine.Memory.Live.Select(block => block.Address)).Select(address => (ulong?)address).FirstOrDefault() is { } gone)
        {
            return new Violation(RuntimeChecks.NotPreserved, $"what is handed over leads to 0x{gone:x}, where nothing is preserved");
        }

        int tracked = view.Outgoing.Count + view.Incoming.Count + shown.Files.Count + (design.GivesUpAfterFailedDeserialize ? shown.GivenUp : 0);
        return kernel.Platform.LiveObjects >= tracked && kernel.Platform.LiveObjects <= tracked + waiting
            ? LeftOver(machine, [kernel.OutgoingTree, .. observer.Outgoing.Blocks, .. design.HasOwnBlocks ? shown.OwnBlocks : []], wantsHandedOver: !monitor.DeserializeReturned || (monitor.DeserializeFailed && design.GivesUpAfterFailedDeserialize))
            : new Violation(Checks.Leak, $"{kernel.Platform.LiveObjects} sessions{(shown.Files.Count > 0 ? " and files" : "")} are allocated, {tracked} are tracked");
    }

    /// <summary>The handler has in hand what the sessions have, and nothing else.</summary>
    private static Violation? LeftWithHandler(FileHandler handler, IReadOnlyList<ListedFile> files)
    {
        foreach (bool incoming in (bool[])[false, true])
        {
            IEnumerable<ulong> shown = files.Where(file => file.Incoming == incoming && (!incoming || file.Retrieved is not null)).Select(file => file.File);
            if (handler.Held(incoming).Except(shown).Order().Select(file => (ulong?)file).FirstOrDefault() is { } left)
            {
                string which = incoming ? " of the previous kernel" : "";
                return new Violation(Checks.Leak, $"the handler has file {left}{which} in hand, and no session has it");
            }
        }

        return null;
    }

    private static Violation? LeftOver(Machine machine, ulong[] expected, bool wantsHandedOver)
    {
        foreach (PreservedBlock block in machine.Memory.Live)
        {
            bool wanted = (block.State == BlockState.HandedOver && wantsHandedOver) || expected.Contains(block.Address);
            if (!wanted)
            {
                return new Violation(Checks.Leak, $"{block.Label} is {Words.Of(block.State)} and nobody will give it back");
            }
        }

        return null;
    }
}
