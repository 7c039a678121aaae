using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;
using LuoVerified.Core;

namespace LuoVerified.Check.Explained;

/// <summary>Puts into words what a replay has shown.</summary>
internal static class Explainer
{
    /// <summary>The explanation.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="result">What its replay came to.</param>
    /// <param name="run">The run of the replay.</param>
    /// <param name="log">Its moments.</param>
    /// <param name="scheduler">What ordered its steps.</param>
    /// <param name="rules">The rules, for what they say.</param>
    public static ExplainedTrace Explain(
        Trace trace, ReplayResult result, Run run, MomentLog log, ReplayScheduler scheduler, IReadOnlyList<Rule> rules)
    {
        IReadOnlyList<RecordedStep> steps = run.Steps;
        List<Moment> moments = [.. log.Before.Take(steps.Count)];
        while (moments.Count < steps.Count || (log.AtEnd is not null && moments.Count == steps.Count))
        {
            // Steps for which threads wait for ever are not taken: their moment is the last one.
            moments.Add(log.AtEnd ?? moments[^1]);
        }

        (ExplainedCall[] calls, int?[] callOf) = Calls(steps, run.History);
        string Outcome() => result.Divergence is not null ? "diverged"
            : result.Undecided ? "undecided"
            : trace.IsInternalError ? "followed"
            : "reproduced";
        return new ExplainedTrace(
            trace.Design,
            new ExplainedProgram(
                trace.Program.Name,
                trace.Program.Summary,
                [.. run.History.Where(call => call.Thread < 0).Select(call => new ExplainedAnswer(call.LabelInFull, AnswerOf(call)))],
                trace.Program.Operations,
                trace.Program.Text),
            new ExplainedOrigin(trace.Mode, trace.Strategy, trace.Seed, trace.Schedule),
            result.Violation is { } violation
                ? new Cause(violation, steps, moments, scheduler, log.Meanings, calls, callOf, States(moments)).Explain(rules)
                : null,
            new ExplainedReplay(Outcome(), result.Divergence),
            calls,
            Steps(steps, moments, callOf, run.Order, log.Meanings),
            LockLanes.Of(moments),
            States(moments));
    }

    private static string? AnswerOf(Call call) => call.Returned is null ? null : call.Answer;

    private static (ExplainedCall[] Calls, int?[] CallOf) Calls(IReadOnlyList<RecordedStep> steps, IReadOnlyList<Call> history)
    {
        List<ExplainedCall> calls = [];
        int?[] callOf = new int?[steps.Count];
        Dictionary<int, int> open = [];
        var byThread = history.Where(call => call.Thread >= 0).GroupBy(call => call.Thread).ToDictionary(group => group.Key, group => new Queue<Call>(group));
        for (int i = 0; i < steps.Count; i++)
        {
            RecordedStep step = steps[i];
            if (step.Step.Kind == StepKind.Call)
            {
                // A call that waits for ever with its first step is not in the history.
                Call? call = byThread.TryGetValue(step.Thread, out Queue<Call>? made) && made.TryPeek(out Call? next)
                    && next.Label == step.Step.Target.Label ? made.Dequeue() : null;
                open[step.Thread] = calls.Count;
                calls.Add(new ExplainedCall(
                    ThreadName.Of(step.Thread), step.Step.Target.Label, call is null ? null : AnswerOf(call), i + 1, i + 1, call?.Epoch ?? 0));
            }

            if (open.TryGetValue(step.Thread, out int at))
            {
                callOf[i] = at;
                calls[at] = calls[at] with { Last = i + 1 };
            }

            if (step.Step.Kind is StepKind.Return or StepKind.Jump)
            {
                open.Remove(step.Thread);
            }
        }

        return ([.. calls], callOf);
    }

    private static ExplainedStep[] Steps(
        IReadOnlyList<RecordedStep> steps,
        List<Moment> moments,
        int?[] callOf,
        HappensBefore order,
        IReadOnlyDictionary<int, StepMeaning> meanings)
    {
        var explained = new ExplainedStep[steps.Count];
        var clocks = new OrderedSteps(steps, order);
        for (int i = 0; i < explained.Length; i++)
        {
            RecordedStep step = steps[i];
            string label = step.Step.Target is DomainTarget ? "" : step.Step.Target.Label;
            StepMeaning meaning = meanings.GetValueOrDefault(i) ?? new StepMeaning(label, step.Step.Detail);
            explained[i] = new ExplainedStep(
                i + 1,
                ThreadName.Of(step.Thread),
                Words.Of(step.Step.Kind),
                meaning.Target,
                meaning.Value,
                Words.Of(step.Ending),
                step.Text,
                StepText.Told(StepText.Of(step.Step.Kind, meaning.Target, meaning.Value, step.Ending)),
                callOf[i],
                step.Place is { } site ? new ExplainedPlace(site.File, site.Line, site.Method) : null,
                step.Ending == Ending.Waits ? [] : [.. moments[i].Ready.Select(ThreadName.Of)],
                clocks.Before(i));
        }

        return explained;
    }

    private static List<ExplainedState> States(List<Moment> moments)
    {
        List<ExplainedState> states = [];
        for (int i = 0; i < moments.Count; i++)
        {
            if (states.Count == 0 || !states[^1].Parts.SequenceEqual(moments[i].State))
            {
                states.Add(new ExplainedState(i, moments[i].State));
            }
        }

        return states;
    }
}
