using LuoVerified.Abi;
using LuoVerified.Check.Scenarios;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;

namespace LuoVerified.Check.Runs;

/// <summary>A run between two kernels: the old one has been left, the next has not booted. Any number of runs of the same
/// scenario on the same design can go on from here, each with a machine of its own.</summary>
/// <param name="State">How far the run has come.</param>
/// <param name="Memory">The preserved memory.</param>
/// <param name="Tree">The physical address of the tree in it that the next kernel is handed.</param>
internal sealed record Checkpoint(RunState State, ByteString Memory, ulong Tree)
{
    /// <summary>Performs the set-up of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="design">The design.</param>
    /// <returns>The last jump in it; null where there is none, or where a rule is broken.</returns>
    /// <exception cref="UnusableScenarioException">It cannot be performed.</exception>
    /// <exception cref="RunErrorException">An error of ours.</exception>
    public static Checkpoint? OfSetUp(Scenario scenario, Design design)
    {
        using var run = new ScenarioRun(scenario, design, new NoSchedule(), LockKind.Model);
        try
        {
            run.SetUp();
            return run.LastJump;
        }
        catch (RunStoppedException)
        {
            // For the check to report.
            return null;
        }
        catch (Exception fault) when (RunErrorException.IsOurs(fault))
        {
            throw new RunErrorException(scenario, design, fault, run.Steps);
        }
    }
}
