using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Traces.Loose;

/// <summary>A recorded step as a loose replay looks for it.</summary>
/// <param name="Number">Its number in the trace, from 1.</param>
/// <param name="Call">In which call of its thread it is, counted from 0 in its epoch.</param>
/// <param name="Recorded">The step as recorded.</param>
internal sealed record LooseStep(int Number, int Call, TraceStep Recorded)
{
    /// <summary>What it is found by.</summary>
    public string Key { get; } = Recorded.Key;

    /// <summary>Whether it takes a lock or gives one up.</summary>
    public bool IsOfLock => StepText.LockIn(Key).Length > 0;
}
