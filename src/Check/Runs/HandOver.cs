using LuoVerified.Abi;
using LuoVerified.Check.Linearizability;
using LuoVerified.Spec;

namespace LuoVerified.Check.Runs;

/// <summary>All that the course of a run from a jump on depends on, checks and results included: where two runs of a
/// scenario agree in this, whatever can follow the one can follow the other.</summary>
/// <param name="Memory">The preserved memory that the next kernel boots with: every block with address, state and bytes.</param>
/// <param name="Tree">The physical address of the tree in it that the next kernel is handed.</param>
/// <param name="Requests">What the requests that may be refused got while it booted, and how many of each kind are left.</param>
/// <param name="Results">The states of the specification in which the calls so far can have left it: whether the whole
/// history will be linearizable depends on no more. Where they are too many to be found, the calls themselves.</param>
/// <param name="Bounds">What of the bounds of the exploration is used up.</param>
internal sealed record HandOver(ByteString Memory, ulong Tree, string Requests, string Results, string Bounds)
{
    /// <summary>What a run hands over that has just entered a kernel.</summary>
    /// <param name="jump">The jump into it.</param>
    /// <param name="state">The run in it.</param>
    /// <param name="capacity">The capacity of the machine.</param>
    /// <param name="maxConfigurations">The bound of the search for linearizations.</param>
    /// <param name="bounds">What of the bounds of the exploration is used up.</param>
    public static HandOver Of(Checkpoint jump, RunState state, int capacity, long maxConfigurations, string bounds)
    {
        IEnumerable<string> boot = state.Recording.Steps.Skip(jump.State.Recording.Steps.Count).Select(step => step.Step.Detail);
        IEnumerable<string> left = state.FaultsLeft.OrderBy(fault => fault.Key.Name, StringComparer.Ordinal).Select(fault => $"{fault.Key} {fault.Value}");
        return new HandOver(
            jump.Memory, jump.Tree, string.Join("; ", boot.Concat(left)), Summary(state.History, capacity, maxConfigurations), bounds);
    }

    private static string Summary(List<Call> history, int capacity, long maxConfigurations)
    {
        IReadOnlyList<SpecState>? states =
            LinearizabilityChecker.StatesAfter(history, [SessionSpec.ColdBoot(capacity)], maxConfigurations);
        return states is null
            ? string.Join("; ", history.SelectMany(Moments).OrderBy(moment => moment.At).Select(moment => moment.Text))
            : string.Join("; ", states.Select(state => $"{state}{(state.HandOverCorrupt ? " corrupt" : "")}"));

        static IEnumerable<(int At, string Text)> Moments(Call call) =>
            [(call.Invoked, $"{call.Thread} {call.Action}"), (call.Returned ?? int.MaxValue, call.ToString())];
    }
}
