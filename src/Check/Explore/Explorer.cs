using LuoVerified.Check.Designs;
using LuoVerified.Check.Protocols;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>Runs a program on a design under every schedule, or under one of each class of schedules that differ only in
/// the order of independent steps, as often as it is asked to: its threads serve every exploration.</summary>
/// <remarks>
/// <para>One exploration at a time, and all from the thread that made the explorer.</para>
/// <para>Between two steps a thread touches nothing that another could touch at that time. This is checked: if it turns out
/// to be wrong, the accesses become steps and the exploration begins anew, until nothing races that is no step (Musuvathi,
/// Qadeer and others: Finding and reproducing Heisenbugs in concurrent programs, OSDI 2008). The set that this ends with does
/// not depend on the order in which the races are found: what races does so with more steps, too.</para>
/// </remarks>
public sealed class Explorer : IDisposable
{
    private readonly int _workers;
    private readonly Spares _spares = new();
    private Checkpoint? _setUp;
    private SearchPool? _pool;

    /// <summary>Performs the set-up.</summary>
    /// <param name="subject">The program and the design.</param>
    /// <param name="workers">How many processors to use, 1 and up; no report depends on it.</param>
    /// <exception cref="UnusableProgramException">The set-up cannot be performed.</exception>
    /// <exception cref="UncontrolledDesignException">The design does what is not under control.</exception>
    public Explorer(Subject subject, int workers = 1)
    {
        Subject = subject;
        _workers = workers;
        Turn(subject);
    }

    /// <summary>The program and the design.</summary>
    public Subject Subject { get; private set; }

    /// <summary>Explores once.</summary>
    /// <param name="subject">The program and the design.</param>
    /// <param name="options">How far.</param>
    /// <returns>What was covered and found.</returns>
    /// <exception cref="ArgumentException">A bound together with a reduction.</exception>
    /// <exception cref="UnusableProgramException">The set-up cannot be performed.</exception>
    public static ExploreReport Explore(Subject subject, ExploreOptions? options = null)
    {
        using var explorer = new Explorer(subject);
        return explorer.Explore(options ?? new ExploreOptions());
    }

    /// <summary>Explores a program over a protocol once.</summary>
    /// <typeparam name="TSystem">The code under check.</typeparam>
    /// <typeparam name="TOperation">What can be done to it.</typeparam>
    /// <typeparam name="TAnswer">What an operation answers.</typeparam>
    /// <param name="protocol">The protocol.</param>
    /// <param name="threads">The operations of each thread; 1 to 4 threads.</param>
    /// <param name="options">How far; every schedule by default.</param>
    /// <returns>What was covered and found.</returns>
    /// <exception cref="ArgumentException">There is no thread, or there are more than 4; or a bound together with a
    /// reduction.</exception>
    /// <exception cref="UnusableProgramException">The set-up cannot be performed.</exception>
    /// <exception cref="UncontrolledDesignException">The code does what is not under control.</exception>
    public static ExploreReport Explore<TSystem, TOperation, TAnswer>(
        Protocol<TSystem, TOperation, TAnswer> protocol,
        IReadOnlyList<IReadOnlyList<TOperation>> threads,
        ExploreOptions? options = null) =>
        Explore(protocol.Program(threads), options);

    /// <summary>Turns to another program or design: performs its set-up. The threads stay, if it has as many.</summary>
    /// <param name="subject">The program and the design.</param>
    /// <exception cref="UnusableProgramException">The set-up cannot be performed; the explorer stays with what it had.</exception>
    /// <exception cref="UncontrolledDesignException">The design does what is not under control; as above.</exception>
    public void Turn(Subject subject)
    {
        subject.RequireControlled();
        _setUp = subject.SetUp(_spares);
        if (subject.Program.Threads != Subject.Program.Threads)
        {
            _pool?.Dispose();
            _pool = null;
        }

        Subject = subject;
    }

    /// <summary>Explores.</summary>
    /// <param name="options">How far.</param>
    /// <returns>What was covered and found.</returns>
    /// <exception cref="ArgumentException">A bound together with a reduction.</exception>
    public ExploreReport Explore(ExploreOptions options)
    {
        if (options.Reduction != Reduction.None && (options.Preemptions is not null || options.Switches is not null))
        {
            throw new ArgumentException("A bound on preemptions or switches needs an exploration without reduction.", nameof(options));
        }

        var earlier = new DataRaces();
        var known = new SortedSet<string>(options.Racing, StringComparer.Ordinal);
        while (true)
        {
            (ExploreReport report, IReadOnlySet<string> racing) = Once(options with { Racing = known.ToHashSet() });
            if (racing.Count == 0 || (options.StopAt is { } rule && report.Findings.Any(finding => finding.Violation.Check == rule)))
            {
                if (!report.Exhausted)
                {
                    // Not every schedule was run again: races that were seen before count all the same.
                    earlier.Add(report.DataRaces, 0);
                    report = report with { DataRaces = earlier.All };
                }

                return report with { Racing = known };
            }

            earlier.Add(report.DataRaces, 0);
            known.UnionWith(racing);
        }
    }

    private (ExploreReport Report, IReadOnlySet<string> Racing) Once(ExploreOptions options)
    {
        SearchPool pool = _pool ??= new SearchPool(Subject, _workers);
        pool.Begin(Subject, options);
        try
        {
            var exploration = new Exploration(options, pool);
            return (exploration.From(new Start(_setUp)), exploration.Racing);
        }
        finally
        {
            pool.End();
        }
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => _pool?.Dispose();
}
