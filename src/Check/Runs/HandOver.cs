using LuoVerified.Abi;
using LuoVerified.Check.Linearizability;
using LuoVerified.Impl;
using LuoVerified.Impl.Control;
using LuoVerified.Spec;

namespace LuoVerified.Check.Runs;

/// <summary>All that the course of a run from a jump on depends on, checks and results included: where two runs of a
/// scenario agree in this, whatever can follow the one can follow the other.</summary>
/// <param name="Memory">The preserved memory when the next kernel has booted: every block with address, state and bytes,
/// those that were given back while it booted included.</param>
/// <param name="Requests">What the requests that may be refused got while it booted, and how many of each kind are left.</param>
/// <param name="Results">The states of the specification in which the calls so far can have left it: whether the whole
/// history will be linearizable depends on no more. Where they are too many to be found, the calls themselves.</param>
/// <param name="Bounds">What of the bounds of the exploration is used up.</param>
internal sealed record HandOver(ByteString Memory, string Requests, string Results, string Bounds)
{
    /// <summary>What a run hands over that has just entered a kernel.</summary>
    public static HandOver Of(
        Machine machine,
        IReadOnlyList<RecordedStep> steps,
        IReadOnlyDictionary<FaultSite, int> faultsLeft,
        IReadOnlyList<Call> history,
        long maxConfigurations,
        string bounds)
    {
        IEnumerable<string> boot = steps.Reverse().TakeWhile(step => step.Thread < 0).Select(step => step.Step.Detail);
        IEnumerable<string> left = faultsLeft.OrderBy(fault => fault.Key).Select(fault => $"{fault.Key} {fault.Value}");
        return new HandOver(machine.Memory.Image(), string.Join("; ", boot.Concat(left)), Summary(machine, history, maxConfigurations), bounds);
    }

    private static string Summary(Machine machine, IReadOnlyList<Call> history, long maxConfigurations)
    {
        IReadOnlyList<SpecState>? states =
            LinearizabilityChecker.StatesAfter(history, [SessionSpec.ColdBoot(machine.SessionCapacity)], maxConfigurations);
        return states is null
            ? string.Join("; ", history.SelectMany(Moments).OrderBy(moment => moment.At).Select(moment => moment.Text))
            : string.Join("; ", states.Select(state => $"{state}{(state.HandOverCorrupt ? " corrupt" : "")}"));

        static IEnumerable<(int At, string Text)> Moments(Call call) =>
            [(call.Invoked, $"{call.Thread} {call.Action}"), (call.Returned ?? int.MaxValue, call.ToString())];
    }
}
