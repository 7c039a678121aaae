using LuoVerified.Check.Explained;
using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Core.Watching;
using Thread = System.Threading.Thread;

namespace LuoVerified.Check.Traces;

/// <summary>What a replay shows.</summary>
/// <param name="Divergence">Where the code departed from the recording; null if it did not.</param>
/// <param name="Violation">The rule that was broken in the replay; null if none was.</param>
/// <param name="Steps">The steps that were taken.</param>
public sealed record ReplayResult(string? Divergence, Violation? Violation, IReadOnlyList<TraceStep> Steps)
{
    /// <summary>For each step the place in the checked code, as <see cref="Site.Place"/>; empty for a call, a return, and code
    /// that is not woven.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>Whether the recorded results were not linearizable, and the bound was reached before that was seen
    /// again.</summary>
    public bool Undecided { get; init; }

    /// <summary>The rule that was broken in the replay, with the steps that broke it; null if none was.</summary>
    public Finding? Finding { get; init; }

    /// <summary>What the replay shows, in words; null if nobody asked.</summary>
    public ExplainedTrace? Explanation { get; init; }

    /// <summary>Whether the replay broke the rule that the trace records, by the very steps that it records.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>True if it did.</returns>
    public bool Reproduces(Trace trace) =>
        Divergence is null && Violation?.Check == trace.Violation.Check && Steps.SequenceEqual(trace.Steps);
}

/// <summary>Runs a recorded schedule again, without Coyote: the same code and the same locks, on threads of the
/// operating system that take their steps in the recorded order.</summary>
public static class Replayer
{
    /// <summary>Replays.</summary>
    /// <param name="trace">The schedule.</param>
    /// <param name="subject">The program of the trace, and the design to run it on.</param>
    /// <param name="maxConfigurations">The bound of the search for a linearization.</param>
    /// <param name="explain">The rules with what they say, to have the replay explained; by default it is not.</param>
    /// <param name="pause">Something to be done before a step; by default there is nothing.</param>
    /// <param name="nearest">Whether the explanation says which schedule that passes is nearest, which takes up to some thousand
    /// executions; by default it does.</param>
    /// <returns>What the replay shows.</returns>
    /// <exception cref="RunErrorException">An error of ours, perhaps the one that the trace leads to.</exception>
    public static ReplayResult Replay(
        Trace trace,
        Subject subject,
        long maxConfigurations = LinearizabilityChecker.DefaultBound,
        IReadOnlyList<Rule>? explain = null,
        ReplayPause? pause = null,
        bool nearest = true)
    {
        MomentLog? log = null;
        var scheduler = new ReplayScheduler(
            trace.Steps, subject.Program.Threads, trace.EndsEarly, trace.IsInternalError, () => log?.End());
        log = explain is null ? null : new MomentLog(scheduler);
        IRunScheduler outer = log is null ? scheduler : log;
        Run run = subject.NewRun(pause is null ? outer : new PausingScheduler(outer, trace.Steps, pause), maxConfigurations);
        if (log is not null)
        {
            log.Run = run;
        }

        run.Racing = trace.Racing;
        run.Accesses = trace.EndsEarly ? scheduler.Accesses : null;
        try
        {
            run.SetUp();
            do
            {
                RunPhase(run, scheduler, trace.Steps.Skip(run.Steps.Count).FirstOrDefault().Thread);
            }
            while (!scheduler.Deadlocked && !scheduler.EndedEarly && scheduler.Divergence is null
                && (run.Error ?? scheduler.Failure) is null && run.EndPhase());
        }
        catch (RunStoppedException)
        {
            // Violation or divergence: both are on record.
        }
        catch (Exception fault) when (RunErrorException.IsOurs(fault))
        {
            scheduler.Fail(fault);
        }

        if ((run.Error ?? scheduler.Failure) is { } error)
        {
            throw new RunErrorException(subject, error, run.Steps, run.Racing);
        }

        if (scheduler.Deadlocked)
        {
            run.Deadlocked();
        }

        Violation? violation = run.Violation ?? (scheduler.EndedEarly ? Shown(trace, scheduler) : null);
        List<TraceStep> steps = [.. run.Steps.Select(TraceStep.Of)];
        bool undecided = run.Undecided && trace.Violation.Check == Checks.Linearizable;
        string? divergence = scheduler.Divergence
            ?? (undecided ? Difference(trace.Steps, steps) : Difference(trace, violation, steps));
        var result = new ReplayResult(divergence, violation, steps)
        {
            Undecided = undecided && divergence is null,
            Finding = violation is null ? null : Finding.In(run, violation, trace.Mode, trace.Strategy, trace.Schedule, [.. run.Steps]),
            Places = [.. run.Steps.Select(step => step.Place?.Place ?? "")],
        };
        if (log is null)
        {
            return result;
        }

        ExplainedTrace explained = Explainer.Explain(trace, result, run, log, scheduler, explain!);
        Neighbour? neighbour = nearest && !trace.IsInternalError && result.Reproduces(trace) ? NearestPass.Of(trace, subject) : null;
        return result with { Explanation = explained with { Nearest = neighbour } };
    }

    /// <summary>What the last step of a replay shows, judged anew from the steps that were taken.</summary>
    private static Violation? Shown(Trace trace, ReplayScheduler replay)
    {
        int last = trace.Steps.Count;
        IEnumerable<Violation> shown = replay.LockOrder.Edges.Where(edge => edge.Inner.Step == last).Select(edge => edge.Finding.Violation)
            .Concat(replay.Accesses.Races.Select(race => new Violation(Checks.DataRace, race.ToString())));
        return shown.FirstOrDefault(violation => violation == trace.Violation);
    }

    private static string? Difference(Trace trace, Violation? happened, List<TraceStep> steps)
    {
        string recorded = trace.Violation.Check;
        return trace.IsInternalError ? Difference(trace.Steps, steps)
            : happened is null ? Difference(trace.Steps, steps) ?? $"the recorded {recorded} does not happen"
            : happened.Check == recorded ? Difference(trace.Steps, steps)
            : $"recorded was {recorded}, the code breaks {happened.Check}: {happened.Message}";
    }

    private static string? Difference(IReadOnlyList<TraceStep> recorded, List<TraceStep> happened)
    {
        for (int i = 0; i < recorded.Count; i++)
        {
            if (i == happened.Count || recorded[i] != happened[i])
            {
                string instead = i < happened.Count ? $"the code does '{happened[i].Text}'" : "but the run has ended";
                return $"step {i + 1}: recorded was '{recorded[i]}', {instead}";
            }
        }

        return null;
    }

    /// <param name="run">The run.</param>
    /// <param name="scheduler">What it follows.</param>
    /// <param name="first">The thread that does the first step of the phase.</param>
    private static void RunPhase(Run run, ReplayScheduler scheduler, int first)
    {
        var threads = new Thread[run.ThreadCount];
        scheduler.BeginPhase(run);

        // What comes before the first step of a thread is done by one thread at a time, too, in the order of an exploration (Placement).
        foreach (int thread in Enumerable.Range(0, threads.Length).OrderBy(thread => thread == first))
        {
            threads[thread] = new Thread(() => RunThread(run, scheduler, thread)) { IsBackground = true };
            threads[thread].Start();
            scheduler.AwaitFirstStep(thread);
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }
    }

    private static void RunThread(Run run, ReplayScheduler scheduler, int thread)
    {
        try
        {
            run.RunThread(thread);
        }
        catch (RunStoppedException)
        {
            // As above.
        }
        catch (Exception fault) when (RunErrorException.IsOurs(fault))
        {
            run.Abandon();
            scheduler.Fail(fault);
        }
        finally
        {
            scheduler.EndThread(thread);
        }
    }
}
