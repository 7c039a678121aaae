using System.Globalization;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;

namespace LuoVerified.Check.Explained;

/// <summary>Says which schedule that breaks no rule is nearest to one that breaks one, and where the two part.</summary>
internal static class NearestPass
{
    /// <summary>Looks for it, and replays it on the real locks.</summary>
    /// <param name="trace">A trace that a replay has reproduced.</param>
    /// <param name="subject">Its program on its design.</param>
    /// <returns>What came of it; null for an order of locks that only together with others makes a cycle, as a single schedule
    /// does not show that.</returns>
    public static Neighbour? Of(Trace trace, Subject subject)
    {
        if (trace.EndsEarly && trace.Violation.Check == Checks.LockOrder)
        {
            return null;
        }

        if (trace.Steps.All(step => step.Thread < 0))
        {
            return new Neighbour("none", "The rule is broken before any thread takes a step: in every schedule.", null, null, 0);
        }

        NeighbourSearch search = NeighbourSearch.Run(trace, subject);
        if (search.Passing is not { } passing)
        {
            return search.IsExhausted
                ? new Neighbour("none", AllBreak(search.Executions), null, null, search.Executions)
                : NotFound(search.Executions);
        }

        TraceStep[] steps = [.. passing.Select(TraceStep.Of)];
        ReplayResult replayed = Replayer.Replay(trace with { Steps = steps }, subject, explain: []);
        if (replayed.Violation is not null || !replayed.Steps.SequenceEqual(steps))
        {
            return NotFound(search.Executions);
        }

        ExplainedTrace shown = replayed.Explanation!;
        int at = trace.Steps.Zip(steps).TakeWhile(pair => pair.First == pair.Second).Count();
        string says = at < steps.Length && at < trace.Steps.Count && steps[at].Thread != trace.Steps[at].Thread
            ? $"At step {at + 1} {ThreadName.Of(steps[at].Thread)} goes on ({shown.Steps[at].Words}) instead of {ThreadName.Of(trace.Steps[at].Thread)}: passes."
            : at < steps.Length ? $"At step {at + 1} {ThreadName.Of(steps[at].Thread)}: {shown.Steps[at].Words}, not {StepText.Told(trace.Steps[Math.Min(at, trace.Steps.Count - 1)].Text)}: passes."
            : $"It ends after step {at}: passes.";
        return new Neighbour(
            "found",
            says,
            at + 1,
            new ExplainedRun(shown.Calls, [.. shown.Steps.Skip(at)], shown.Locks, shown.States),
            search.Executions);

        static Neighbour NotFound(long executions) => new("not-found", NoneFound(executions), null, null, executions);

        static string AllBreak(long executions) => executions == 0
            ? "There is no other schedule: the threads have no choice, and no request can be granted that was refused."
            : string.Create(CultureInfo.InvariantCulture, $"None: every other schedule breaks a rule, too ({executions} were run).");

        static string NoneFound(long executions) => executions == 0
            ? "None was found: no thread could have gone on in place of another. What a boot is refused is not tried the other way."
            : string.Create(CultureInfo.InvariantCulture, $"None was found among the {executions} others that were run.");
    }
}
