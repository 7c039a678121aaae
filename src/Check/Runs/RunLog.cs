using LuoVerified.Core;

namespace LuoVerified.Check.Runs;

/// <summary>What is on record of a run.</summary>
internal sealed class RunLog
{
    /// <summary>Nothing yet.</summary>
    /// <param name="faults">How many requests of each kind may be refused.</param>
    /// <param name="recording">Takes the steps.</param>
    public RunLog(IReadOnlyDictionary<FaultSite, int> faults, Recording recording)
    {
        FaultsLeft = new Dictionary<FaultSite, int>(faults);
        History = [];
        Recording = recording.Begin();
    }

    /// <summary>A copy of what was on record when a domain was left: neither shows what becomes of the other.</summary>
    /// <param name="atJump">The record, of which the last call is the one that left.</param>
    /// <param name="recording">Takes the steps.</param>
    public RunLog(RunLog atJump, Recording recording)
    {
        Clock = atJump.Clock;
        FaultsLeft = new Dictionary<FaultSite, int>(atJump.FaultsLeft);
        Recording = recording.Begin(atJump.Recording);
        History = [.. atJump.History.Take(atJump.History.Count - 1), atJump.History[^1].Copy()];
    }

    /// <summary>Calls and returns so far.</summary>
    public int Clock { get; set; }

    /// <summary>How many requests of each kind may still be refused.</summary>
    public Dictionary<FaultSite, int> FaultsLeft { get; }

    /// <summary>The calls so far, set-up included, in order of invocation.</summary>
    public List<Call> History { get; }

    /// <summary>The steps so far.</summary>
    public Recording Recording { get; }
}
