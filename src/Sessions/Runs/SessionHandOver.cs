using LuoVerified.Abi;
using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Runs;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Runs;

/// <summary>What the course of a run from a jump into the next kernel depends on.</summary>
/// <param name="Memory">The preserved memory that the next kernel boots with: every block with address, state and
/// bytes.</param>
/// <param name="Tree">The physical address of the tree in it that the next kernel is handed.</param>
/// <param name="Boot">What the requests that may be refused got while it booted, in their order.</param>
/// <param name="FaultsLeft">How many requests of each kind may still be refused, sorted by kind.</param>
/// <param name="Results">The states of the specification in which the calls so far can have left it: whether the whole
/// history will be linearizable depends on no more. Null if they are too many to be found.</param>
/// <param name="Undecided">If they are not known: the calls themselves; else empty.</param>
/// <param name="Bounds">What of the bounds of the exploration is used up.</param>
internal sealed record SessionHandOver(
    ByteString Memory,
    ulong Tree,
    string Boot,
    string FaultsLeft,
    StateSets<SpecState>? Results,
    string Undecided,
    string Bounds) : HandOver(Bounds)
{
    /// <summary>What a run hands over that has just entered a kernel.</summary>
    /// <param name="jump">The jump into it.</param>
    /// <param name="state">The run in it.</param>
    /// <param name="bounds">What of the bounds of the exploration is used up.</param>
    public static SessionHandOver Of(SessionCheckpoint jump, RunState state, string bounds) => new(
        jump.Memory,
        jump.Tree,
        string.Join("; ", state.Log.Recording.Steps.Skip(jump.State.Log.Recording.Steps.Count).Select(step => step.Step.Detail)),
        string.Join(
            "; ",
            state.Log.FaultsLeft.OrderBy(fault => fault.Key.Name, StringComparer.Ordinal)
                .Select(fault => $"{fault.Key} {fault.Value}")),
        state.Possible,
        state.Possible is not null ? "" : string.Join(
            "; ", state.Log.History.SelectMany(Moments).OrderBy(moment => moment.At).Select(moment => moment.Text)),
        bounds);

    private static IEnumerable<(int At, string Text)> Moments(Call call) =>
        [(call.Invoked, $"{call.Thread} {call.Label} {((SessionCall)call).Action}"), (call.Returned ?? int.MaxValue, call.ToString())];
}
