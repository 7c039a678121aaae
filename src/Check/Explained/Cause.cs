using LuoVerified.Check.Races;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;
using LuoVerified.Core;

namespace LuoVerified.Check.Explained;

/// <summary>How a run came to break a rule: the steps that have a part in it, and sentences about them. Nothing is guessed: it is
/// read from the steps, the locks and the states.</summary>
internal sealed partial class Cause(
    Violation violation,
    IReadOnlyList<RecordedStep> steps,
    IReadOnlyList<Moment> moments,
    ReplayScheduler scheduler,
    IReadOnlyDictionary<int, StepMeaning> meanings,
    IReadOnlyList<ExplainedCall> calls,
    IReadOnlyList<int?> callOf,
    IReadOnlyList<ExplainedState> states)
{
    private readonly List<RelatedStep> _related = [];
    private readonly List<string> _why = [];
    private readonly List<(int Step, string What)> _told = [];

    /// <summary>The explanation.</summary>
    /// <param name="rules">The rules, for what they say.</param>
    public ExplainedViolation Explain(IReadOnlyList<Rule> rules)
    {
        Refusals();
        switch (violation.Check)
        {
            case Checks.Deadlock:
                Deadlock();
                break;
            case Checks.DataRace when scheduler.Accesses.Races.FirstOrDefault(race => race.ToString() == violation.Message) is { } race:
                DataRace(race);
                break;
            case Checks.LockOrder:
                LockOrder();
                break;
            case RuntimeChecks.UseAfterFree or RuntimeChecks.DoubleFree:
                Freed();
                break;
            case Checks.Linearizable or Checks.StateAgrees:
                Results();
                break;
            case Checks.LockLeftHeld or Checks.LockKept:
                _why.Add(violation.Message);
                Tell(LastLockSteps.Of(violation, steps), At);
                Relate(steps.Count, "the rule is broken here");
                break;
            case not Checks.Leak when Checks.All.Any(rule => rule.Name == violation.Check):
                Place();
                break;
            default:
                State();
                break;
        }

        _why.InsertRange(Math.Min(_why.Count, 1), _told.OrderBy(each => each.Step).Select(each => $"{Who(each.Step)} (step {each.Step}): {each.What}."));
        if (_related.Count == 0)
        {
            Relate(steps.Count, "the last step");
        }

        return new ExplainedViolation(
            violation.Check,
            rules.FirstOrDefault(rule => rule.Name == violation.Check)?.Statement ?? "",
            violation.Message,
            _why,
            [.. _related.OrderBy(related => related.Step)],
            violation.Calls);
    }

    /// <summary>Such as <c>A in retrieve a</c>.</summary>
    private string Who(int step) =>
        callOf[step - 1] is { } call ? $"{calls[call].Thread} in {calls[call].Operation}"
        : steps[step - 1].Thread < 0 ? "boot"
        : ThreadName.Of(steps[step - 1].Thread);

    /// <summary>Such as <c>, File.cs:12</c>; empty if it is not known.</summary>
    private string At(int step) => steps[step - 1].Place is { } site ? $", {site.File}:{site.Line}" : "";

    private void Tell(IEnumerable<(int Step, string Role)> roles, Func<int, string> at)
    {
        foreach ((int step, string role) in roles)
        {
            Relate(step, role);
            _told.Add((step, $"{role}{at(step)}"));
        }
    }

    private void Relate(int step, string role)
    {
        if (step > 0)
        {
            _related.Add(new RelatedStep(step, role));
        }
    }

    /// <summary>Requests that were refused: the schedule would not be the shortest if one had no part in it.</summary>
    private void Refusals()
    {
        for (int i = 1; i <= steps.Count; i++)
        {
            if (StepText.IsRefused(steps[i - 1].Text))
            {
                Relate(i, "this request is refused");
                _told.Add((i, StepText.Told(steps[i - 1].Text)));
            }
        }
    }

    private void DataRace(AccessRace race)
    {
        foreach (RacingAccess access in (RacingAccess[])[race.First, race.Second])
        {
            string verb = access.Site.Writes ? "writes" : "reads";
            string held = access.Held.Count == 0 ? "holding no lock" : $"holding {string.Join(" and ", access.Held)}";
            string when = access.IsStep ? $"step {access.Step}" : $"after step {access.Step}";
            Relate(access.Step, access.IsStep ? $"{verb} {race.Member}" : $"{verb} {race.Member} right after this step");
            _why.Add($"{ThreadName.Of(access.Thread)} in {access.Operation} ({when}) {verb} {race.Member}, {held}.");
        }

        _why.Add("One of the two writes, and no lock orders them: they could come in the other order, or at the same time.");
    }

    private void Freed()
    {
        int last = steps.Count;
        int free = last;
        while (free > 0 && !(steps[free - 1] is { Step.Kind: StepKind.Free, Ending: Ending.Done } freed && IsFreed(freed.Step.Target)))
        {
            free--;
        }

        string what = free == 0 ? "" : meanings.GetValueOrDefault(free - 1)?.Target ?? steps[free - 1].Step.Target.Label;
        string verb = violation.Check == RuntimeChecks.DoubleFree ? "frees it again" : "then uses it";
        Relate(free, $"frees {what}");
        if (last > 0 && free != last)
        {
            Relate(last, free == 0 ? verb : verb.Replace("it", what, StringComparison.Ordinal));
            string begun = callOf[last - 1] is { } call && calls[call].First < free
                ? $" Its {calls[call].Operation} had begun before, at step {calls[call].First}." : "";
            _why.Add(free == 0 ? violation.Message : $"{Who(free)} (step {free}) frees {what}. {Who(last)} (step {last}) {verb}.{begun}");
        }
        else
        {
            _why.Add(last > 0 && free == last ? $"{Who(free)} (step {free}) frees {what}, and {verb} before its next step." : violation.Message);
        }

        bool IsFreed(StepTarget target) => steps[last - 1].Step.Target is var used && (used == target || used.Within == target
            || violation.Message.Contains($"{target.Label} is ", StringComparison.Ordinal));
    }

    private void Results()
    {
        foreach (ExplainedCall call in calls)
        {
            if (violation.Message.Contains($"{call.Thread}: {call.Operation} must", StringComparison.Ordinal))
            {
                Relate(call.Last, $"the answer of {call.Operation} that no order explains: {call.Answer ?? "none"}");
            }
        }

        _why.Add(violation.Message);
    }

    /// <summary>A rule about what was done last.</summary>
    private void Place()
    {
        _why.Add(violation.Message);
        if (steps.Count > 0)
        {
            Relate(steps.Count, "the rule is broken here");
            RecordedStep last = steps[^1];
            int from = Enumerable.Range(1, steps.Count - 1).LastOrDefault(i => steps[i - 1].Step is var step
                && step.Kind == StepKind.Write && last.Step.Kind == StepKind.Read && step.Target == last.Step.Target);
            if (from > 0)
            {
                Relate(from, $"writes what is read in step {steps.Count}");
                _why.Add($"{Who(from)} (step {from}) wrote what {Who(steps.Count)} (step {steps.Count}) reads.");
            }
            else
            {
                _why.Add($"{Who(steps.Count)} (step {steps.Count}) does it{At(steps.Count)}.");
            }
        }
    }

    /// <summary>A rule about the state: what that became, and where each part of it did last.</summary>
    private void State()
    {
        _why.Add(violation.Message);
        IReadOnlyList<(int Step, string Change)> changes = LastChanges.Of(states);
        Tell(changes, _ => "");
        foreach (Holding holding in moments.Count == 0 ? [] : moments[^1].Held.Where(each =>
            each.Lock is { IsExclusive: true, Call.Returned: null } && changes.Any(change => change.Step >= each.Lock.Step)))
        {
            _why.Add($"What {ThreadName.Of(holding.Thread)} has changed since it took {holding.Lock.Lock.Label} does not count yet: "
                + "nobody sees it before that is given back.");
        }

        if (steps.Count > 0 && _related.TrueForAll(related => related.Step != steps.Count))
        {
            Relate(steps.Count, "the rule is broken here");
        }
    }
}
