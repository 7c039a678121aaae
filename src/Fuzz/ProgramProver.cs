using System.Runtime.ExceptionServices;
using LuoVerified.Check.Designs;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;
using Interlocked = System.Threading.Interlocked;
using Thread = System.Threading.Thread;

namespace LuoVerified.Fuzz;

/// <summary>How far every program of a size is judged, and by whom it is watched.</summary>
public sealed record ProgramProverOptions
{
    /// <summary>The most executions of each exploration, 1 and up.</summary>
    public required long MaxExecutions { get; init; }

    /// <summary>How many processors to use, 1 and up; no report depends on it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Asked after each execution, by any worker: whether the time is up. Never, by default.</summary>
    public Func<bool> TimeIsUp { get; init; } = () => false;

    /// <summary>Told how many programs more have been judged, by any worker and several at the same time; nobody by
    /// default.</summary>
    public Action<long> Judged { get; init; } = _ => { };

    /// <summary>Told of each error of ours, by any worker: it costs the judgement of its program and no other.</summary>
    public required Action<RunErrorException> Failed { get; init; }
}

/// <summary>Judges every program of a size on a design, and simplifies the first that breaks each rule.</summary>
/// <remarks>Set-ups are handed out to workers, each of which keeps one explorer for all of its programs. What came of them is put
/// together in the order of the set-ups.</remarks>
public static class ProgramProver
{
    /// <summary>Judges.</summary>
    /// <param name="size">The size.</param>
    /// <param name="bounds">What the programs are about.</param>
    /// <param name="design">The design.</param>
    /// <param name="options">How far.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="UncontrolledDesignException">The design does what is not under control.</exception>
    public static ProgramsReport Prove(ProgramSize size, ProgramBounds bounds, Design design, ProgramProverOptions options)
    {
        UncontrolledCalls.Refuse(design);
        var space = new ProgramSpace(size, bounds);
        var tallies = new ProgramTally[space.SetUps];
        long failed = 0;
        int next = 0;
        InParallel(options.Workers, () =>
        {
            using Judge judge = NewJudge(design, options);
            for (int setUp; (setUp = Interlocked.Increment(ref next) - 1) < space.SetUps && !options.TimeIsUp();)
            {
                tallies[setUp] = Judged(space.Programs(setUp), judge, options, ref failed);
            }
        });
        var all = new ProgramTally();
        foreach (ProgramTally tally in tallies.OfType<ProgramTally>())
        {
            all.Add(tally);
        }

        return new ProgramsReport(
            size, bounds, design, space.SetUps, space.Count(), all, [.. Findings(all, design, options)], failed);
    }

    private static Judge NewJudge(Design design, ProgramProverOptions options) =>
        new(design, options.MaxExecutions, options.TimeIsUp, judgesOrders: true);

    private static ProgramTally Judged(
        IEnumerable<Scenario> programs, Judge judge, ProgramProverOptions options, ref long failed)
    {
        var tally = new ProgramTally();
        foreach (Scenario program in programs)
        {
            if (options.TimeIsUp())
            {
                break;
            }

            try
            {
                tally.Add(program, judge.Try(program));
            }
            catch (Exception fault) when (RunErrorException.IsOurs(fault))
            {
                options.Failed(fault as RunErrorException ?? new RunErrorException(program.On(judge.Design), fault, []));
                Interlocked.Increment(ref failed);
            }
        }

        options.Judged(tally.Programs);
        return tally;
    }

    private static IEnumerable<FuzzFinding> Findings(ProgramTally tally, Design design, ProgramProverOptions options)
    {
        using Judge judge = NewJudge(design, options);
        foreach ((string rule, BreakingPrograms broken) in tally.Broken)
        {
            if (judge.Try(broken.First) is { } judgement && judgement.Breaking(rule) is not null)
            {
                yield return Simplifier.Simplify(broken.First, broken.First.Summary.TrimEnd('.'), number: 1, judgement, rule, judge);
            }
        }
    }

    /// <summary>Has some work done by several threads, each on a processor of its own; the calling thread is one of
    /// them.</summary>
    private static void InParallel(int workers, Action work)
    {
        Processors processors = Processors.Current;
        ExceptionDispatchInfo? failure = null;
        Thread[] others =
        [
            .. Enumerable.Range(1, workers - 1).Select(processors.One).Select(processor => new Thread(() =>
            {
                processor.Use();
                Work();
            }) { IsBackground = true }),
        ];
        Array.ForEach(others, thread => thread.Start());
        processors.One(0).Use();
        Work();
        Array.ForEach(others, thread => thread.Join());
        processors.Use();
        failure?.Throw();

        void Work()
        {
            try
            {
                work();
            }
            catch (Exception fault)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(fault), null);
            }
        }
    }
}
