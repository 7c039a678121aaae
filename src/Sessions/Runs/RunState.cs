using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Runs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Runs;

/// <summary>How far a run has come, its machine and its threads apart.</summary>
internal sealed class RunState
{
    /// <summary>A run that has not begun.</summary>
    /// <param name="capacity">The most sessions tracked for the next kernel.</param>
    /// <param name="log">Where it is put on record.</param>
    public RunState(int capacity, RunLog log)
    {
        Log = log;
        Monitor = new SpecificationMonitor();
        Possible = StateSets<SpecState>.Of(SessionSpec.ColdBoot(capacity));
    }

    /// <summary>A copy of the state at a jump: neither shows what becomes of the other.</summary>
    /// <param name="atJump">The state.</param>
    /// <param name="recording">Takes the steps.</param>
    public RunState(RunState atJump, Recording recording)
    {
        (Phase, SetUpDone, Kernel) = (atJump.Phase, atJump.SetUpDone, atJump.Kernel);
        (Corrupted, Possible, KernelBegan) = (atJump.Corrupted, atJump.Possible, atJump.KernelBegan);
        Log = new RunLog(atJump.Log, recording);
        Monitor = new SpecificationMonitor(atJump.Monitor.HandedOver);

        // The jump is the last call, and the only one that is still to be answered.
        Jump = (SessionCall)Log.History[^1];
    }

    /// <summary>The kernel of the scenario, from 0; -1 during the set-up.</summary>
    public int Phase { get; set; } = -1;

    /// <summary>How many operations of the set-up are done, the one at hand included.</summary>
    public int SetUpDone { get; set; }

    /// <summary>The kernel of the machine, from 0.</summary>
    public int Kernel { get; set; }

    /// <summary>How the image that the running kernel has written was corrupted; null if it was not.</summary>
    public Corruption? Corrupted { get; set; }

    /// <summary>The jump out of the running kernel, once it has happened.</summary>
    public SessionCall? Jump { get; set; }

    /// <summary>What is on record.</summary>
    public RunLog Log { get; }

    /// <summary>Watches the operations.</summary>
    public SpecificationMonitor Monitor { get; }

    /// <summary>The states of the specification in which the calls of the kernels before can have left it; null if a bound was
    /// reached before they were found.</summary>
    public StateSets<SpecState>? Possible { get; set; }

    /// <summary>How many calls were made in the kernels before.</summary>
    public int KernelBegan { get; set; }
}
