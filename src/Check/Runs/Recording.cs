using LuoVerified.Core;

namespace LuoVerified.Check.Runs;

/// <summary>The steps of a run in order; gives their targets numbers, in the order in which they appear.</summary>
internal sealed class Recording
{
    private readonly List<RecordedStep> _steps = [];
    private int _targets;

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<RecordedStep> Steps => _steps;

    /// <summary>A digest of the steps: equal for equal schedules, in all likelihood different for different ones (FNV-1a
    /// over a word for each step).</summary>
    public ulong Digest { get; private set; }

    /// <summary>Begins anew.</summary>
    /// <param name="before">What it goes on from; stays as it is. Nothing if null.</param>
    /// <returns>Itself.</returns>
    public Recording Begin(Recording? before = null)
    {
        _steps.Clear();
        _steps.AddRange(before?._steps ?? []);
        _targets = before?._targets ?? 0;
        Digest = before?.Digest ?? 14695981039346656037;
        return this;
    }

    /// <summary>A step happened.</summary>
    /// <param name="step">The step.</param>
    /// <returns>Its position, from 0.</returns>
    public int Add(in RecordedStep step)
    {
        _steps.Add(step);
        Number(step.Step.Target);
        Number(step.Step.Target.Within);

        unchecked
        {
            ulong word = ((ulong)(uint)step.Step.Target.Number << 16) ^ ((ulong)step.Step.Kind << 8) ^ (ulong)(step.Thread + 1);
            Digest = (Digest ^ word ^ ((ulong)step.Step.Detail.Length << 40)) * 1099511628211;
            Digest ^= Digest >> 29;
        }

        return _steps.Count - 1;
    }

    private void Number(StepTarget? target)
    {
        if (target is { Number: 0 })
        {
            target.Number = ++_targets;
        }
    }
}
