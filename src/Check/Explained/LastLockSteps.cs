using LuoVerified.Check.Runs;
using LuoVerified.Core.Locking;

namespace LuoVerified.Check.Explained;

/// <summary>Where the thread that broke a rule about a lock has last taken it or given it back.</summary>
internal static class LastLockSteps
{
    /// <summary>Finds them.</summary>
    /// <param name="violation">A broken <see cref="Checks.LockLeftHeld"/> or <see cref="Checks.LockKept"/>; the locks are those that its
    /// message names, by label or class.</param>
    /// <param name="steps">The steps of the run, the last of which broke the rule.</param>
    /// <returns>The steps, in order, and what each does; none for a lock that the set-up took.</returns>
    public static IReadOnlyList<(int Step, string Role)> Of(Violation violation, IReadOnlyList<RecordedStep> steps)
    {
        HashSet<string> named = [.. violation.Message.Split(' ', ',', ':')];
        return
        [
            .. steps.Index()
                .Where(each => each.Item is { Ending: Ending.Done, Step.Target: DomainLock taken } step && step.Thread == steps[^1].Thread
                    && (named.Contains(taken.Label) || named.Contains(taken.Class)))
                .GroupBy(each => each.Item.Step.Target)
                .Select(same => same.Last())
                .Where(last => last.Item.Step.Acquires || violation.Check == Checks.LockKept)
                .Select(last => (last.Index + 1, last.Item.Step.Acquires
                    ? $"takes {last.Item.Step.Target.Label} and does not give it back" : $"gives {last.Item.Step.Target.Label} back")),
        ];
    }
}
