using LuoVerified.Check.Scenarios;
using LuoVerified.Core;
using LuoVerified.Spec;

namespace LuoVerified.Check.Runs;

/// <summary>How far a run has come, its machine and its threads apart.</summary>
internal sealed class RunState
{
    /// <summary>A run that has not begun.</summary>
    public RunState(Scenario scenario)
    {
        FaultsLeft = new Dictionary<FaultSite, int>(scenario.Faults);
        History = [];
        Recording = new Recording();
        Monitor = new SpecificationMonitor();
    }

    /// <summary>A copy of the state at a jump: neither shows what becomes of the other.</summary>
    public RunState(RunState atJump)
    {
        (Phase, SetUpDone, Kernel, Clock) = (atJump.Phase, atJump.SetUpDone, atJump.Kernel, atJump.Clock);
        Corrupted = atJump.Corrupted;
        FaultsLeft = new Dictionary<FaultSite, int>(atJump.FaultsLeft);
        Recording = new Recording(atJump.Recording);
        Monitor = new SpecificationMonitor(atJump.Monitor.HandedOver);

        // The jump is the last call, and the only one that is still to be answered.
        Jump = atJump.Jump!.Copy();
        History = [.. atJump.History.Take(atJump.History.Count - 1), Jump];
    }

    /// <summary>The kernel of the scenario, from 0; -1 during the set-up.</summary>
    public int Phase { get; set; } = -1;

    /// <summary>How many operations of the set-up are done, the one at hand included.</summary>
    public int SetUpDone { get; set; }

    /// <summary>The kernel of the machine, from 0.</summary>
    public int Kernel { get; set; }

    /// <summary>Calls and returns so far.</summary>
    public int Clock { get; set; }

    /// <summary>Whether the image that the running kernel has written was spoilt.</summary>
    public bool Corrupted { get; set; }

    /// <summary>The jump out of the running kernel, once it has happened.</summary>
    public Call? Jump { get; set; }

    /// <summary>How many requests of each kind may still be refused.</summary>
    public Dictionary<FaultSite, int> FaultsLeft { get; }

    /// <summary>The calls so far, set-up included, in order of invocation.</summary>
    public List<Call> History { get; }

    /// <summary>The steps so far.</summary>
    public Recording Recording { get; }

    /// <summary>Watches the operations.</summary>
    public SpecificationMonitor Monitor { get; }
}
