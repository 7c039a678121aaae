using LuoVerified.Check;
using LuoVerified.Check.Designs;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Fuzz;

/// <summary>How far every program of a size is judged, and by whom it is watched.</summary>
public sealed record ProgramProverOptions
{
    /// <summary>The most executions of each exploration, 1 and up.</summary>
    public required long MaxExecutions { get; init; }

    /// <summary>How many processors to use, 1 and up; no report depends on it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Which programs are judged; all by default.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Asked after each execution, by any worker: whether the time is up. Never, by default.</summary>
    public Func<bool> TimeIsUp { get; init; } = () => false;

    /// <summary>What is known of the programs with some set-ups, by the number of the set-up: they are not judged again.</summary>
    public IReadOnlyDictionary<int, ProgramTally> Known { get; init; } = new Dictionary<int, ProgramTally>();

    /// <summary>Told of each set-up all of whose programs were judged, and what came of them: by any worker, one at a time;
    /// nobody by default.</summary>
    public Action<int, ProgramTally> Judged { get; init; } = (_, _) => { };

    /// <summary>Told of each error of ours, by any worker, one at a time: it costs the judgement of its program and no
    /// other.</summary>
    public required Action<RunErrorException> Failed { get; init; }
}

/// <summary>Judges every program of a size on a design, and simplifies the first that breaks each rule.</summary>
/// <remarks>Set-ups are handed out to workers, each of which keeps one explorer for all of its programs. What came of them is put
/// together in the order of the set-ups.</remarks>
public static class ProgramProver
{
    /// <summary>Judges.</summary>
    /// <param name="space">The programs.</param>
    /// <param name="design">The design.</param>
    /// <param name="options">How far.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="UncontrolledDesignException">The design does what is not under control.</exception>
    public static ProgramsReport Prove(ProgramSpace space, Design design, ProgramProverOptions options)
    {
        UncontrolledCalls.Refuse(design);
        var tallies = new ProgramTally[space.SetUps];
        SpreadWork.Do(options.Workers, space.SetUps, () => NewJudge(design, options), (judge, setUp) =>
            tallies[setUp] = options.Known.TryGetValue(setUp, out ProgramTally? known) ? known : Judged(space, setUp, judge, options));
        ProgramTally tally = tallies.Aggregate(ProgramTally.None, (before, each) => before.With(each));
        return new ProgramsReport(space, design, options.Shard, tally, [.. Findings(space, tally, design, options)]);
    }

    private static Judge NewJudge(Design design, ProgramProverOptions options) =>
        NewJudge(design, options, options.TimeIsUp);

    private static Judge NewJudge(Design design, ProgramProverOptions options, Func<bool> timeIsUp) =>
        new(design, options.MaxExecutions, timeIsUp, judgesOrders: true);

    private static ProgramTally Judged(ProgramSpace space, int setUp, Judge judge, ProgramProverOptions options)
    {
        ProgramTally tally = ProgramTally.None;
        bool isWhole = true;
        foreach ((int number, Scenario program) in space.Programs(setUp, options.Shard))
        {
            if (options.TimeIsUp())
            {
                return tally;
            }

            try
            {
                tally = tally.With(ProgramTally.Of(setUp, number, judge.Try(program)));
            }
            catch (Exception fault) when (RunErrorException.IsOurs(fault))
            {
                isWhole = false;
                lock (options)
                {
                    options.Failed(ErrorIn(program, judge, fault));
                }
            }
        }

        lock (options)
        {
            if (isWhole && !options.TimeIsUp())
            {
                options.Judged(setUp, tally);
            }
        }

        return tally;
    }

    private static IEnumerable<ProgramFinding> Findings(
        ProgramSpace space, ProgramTally tally, Design design, ProgramProverOptions options)
    {
        using Judge judge = NewJudge(design, options);

        // What was found is kept if the time is up: it is one program, and as many executions as before.
        using Judge again = NewJudge(design, options, () => false);
        foreach ((string rule, BreakingPrograms broken) in tally.Broken)
        {
            Scenario first = space.Program(broken.SetUp, broken.Number);
            if (Simplified(first, rule, again, judge, options) is { } simplified)
            {
                yield return new ProgramFinding(broken.Programs, first, simplified);
            }
        }
    }

    private static RunErrorException ErrorIn(Scenario program, Judge judge, Exception fault) =>
        fault as RunErrorException ?? new RunErrorException(program.On(judge.Design), fault, []);

    /// <summary>Null if the program does not break the rule again, or there was an error of ours.</summary>
    private static FuzzFinding? Simplified(Scenario first, string rule, Judge again, Judge judge, ProgramProverOptions options)
    {
        try
        {
            return again.Try(first)?.Breaking(rule) is { } finding
                ? Simplifier.Simplify(first, first.Summary.TrimEnd('.'), number: 1, finding, judge)
                : null;
        }
        catch (Exception fault) when (RunErrorException.IsOurs(fault))
        {
            options.Failed(ErrorIn(first, judge, fault));
            return null;
        }
    }
}
