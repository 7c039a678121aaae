using LuoVerified.Mutation;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Pairs;

/// <summary>How far to go.</summary>
public sealed record DifferentialOptions
{
    /// <summary>How many pairs to judge to the end, 1 and up.</summary>
    public int Pairs { get; init; } = 300;

    /// <summary>Equal seeds give equal pairs.</summary>
    public uint Seed { get; init; } = 1;

    /// <summary>The most executions of each search.</summary>
    public long MaxExecutions { get; init; } = 4_000;

    /// <summary>Programs are left out of which the search without reduction takes more on the design without a
    /// change.</summary>
    public long MaxExecutionsOfOriginal { get; init; } = 400;

    /// <summary>How many mutants each program meets.</summary>
    public int MutantsOfAProgram { get; init; } = 8;

    /// <summary>Of so many pairs one is sampled as well; 0 for none.</summary>
    public int SampleEvery { get; init; } = 40;

    /// <summary>How many schedules of it are sampled in each mode.</summary>
    public long Samples { get; init; } = 50;

    /// <summary>The design without a change, on which a program must be small.</summary>
    public Mutant Original { get; init; } = Mutant.Original;

    /// <summary>The mutants.</summary>
    public IReadOnlyList<Mutant> Mutants { get; init; } = Mutant.All();

    /// <summary>Told of each difference; the program is as it was made.</summary>
    public Action<Difference> Found { get; init; } = _ => { };

    /// <summary>Told after each pair how many were judged.</summary>
    public Action<DifferentialReport> Progress { get; init; } = _ => { };
}

/// <summary>A program on which the searches show different things.</summary>
/// <param name="Mutant">The design.</param>
/// <param name="Program">The program.</param>
/// <param name="Lines">What only one of them shows.</param>
public sealed record Difference(Mutant Mutant, Scenario Program, IReadOnlyList<string> Lines);

/// <summary>What came of a run.</summary>
public sealed class DifferentialReport
{
    private readonly Dictionary<Mutant, int> _judged = [];
    private readonly HashSet<Mutant> _killed = [];
    private readonly List<Difference> _differences = [];

    /// <summary>Pairs that were tried.</summary>
    public int Pairs { get; private set; }

    /// <summary>Pairs of which both searches came to their end.</summary>
    public int Judged { get; private set; }

    /// <summary>Those of them that were sampled, too.</summary>
    public int Sampled { get; private set; }

    /// <summary>Programs.</summary>
    public int Programs { get; internal set; }

    /// <summary>Programs that were made and left out.</summary>
    public int LeftOut { get; internal set; }

    /// <summary>Mutants that do not compile.</summary>
    public int NotCompiled { get; internal set; }

    /// <summary>Mutants that do not boot, so that there is nothing to run.</summary>
    public int NotBooted { get; internal set; }

    /// <summary>The executions of the reduced search in the judged pairs.</summary>
    public long Reduced { get; private set; }

    /// <summary>Those of them beyond one for each class of schedules, in pairs in which nothing was found.</summary>
    public long Redundant { get; private set; }

    /// <summary>Those of them that are not of a search which was divided after each execution.</summary>
    public long RedundantUndivided { get; private set; }

    /// <summary>Those of the search without reduction.</summary>
    public long Unreduced { get; private set; }

    /// <summary>The mutants that met a program, with the number of the pairs that were judged.</summary>
    public IReadOnlyDictionary<Mutant, int> Mutants => _judged;

    /// <summary>Those that a program has shown to be wrong.</summary>
    public IReadOnlyCollection<Mutant> Killed => _killed;

    /// <summary>The differences.</summary>
    public IReadOnlyList<Difference> Differences => _differences;

    internal void Add(Mutant mutant, Scenario program, PairResult result, bool isSampled, bool isDivided)
    {
        Pairs++;
        _judged[mutant] = _judged.GetValueOrDefault(mutant) + (result.IsJudged ? 1 : 0);
        if (result.IsKilled)
        {
            _killed.Add(mutant);
        }

        if (result.IsJudged)
        {
            Judged++;
            Sampled += isSampled ? 1 : 0;
            Reduced += result.Reduced;
            Redundant += result.Redundant;
            RedundantUndivided += isDivided ? 0 : result.Redundant;
            Unreduced += result.Unreduced;
        }

        if (result.Differences.Count > 0)
        {
            _differences.Add(new Difference(mutant, program, result.Differences));
        }
    }
}

/// <summary>Random mutants times random programs: the reduced search against the one without reduction.</summary>
public static class DifferentialRun
{
    /// <summary>Runs until enough pairs were judged.</summary>
    /// <param name="options">How far.</param>
    /// <returns>What came of it.</returns>
    public static DifferentialReport Run(DifferentialOptions options)
    {
        var report = new DifferentialReport();
        var deal = new Deal(options.Mutants, options.Seed);
        var programs = new SmallPrograms(options.Seed, options.Original.Design!, options.MaxExecutionsOfOriginal);
        while (report.Judged < options.Pairs)
        {
            Scenario program = programs.Next();
            report.Programs++;
            report.LeftOut = programs.LeftOut;
            for (int i = 0; i < options.MutantsOfAProgram && report.Judged < options.Pairs; i++)
            {
                Judge(program, deal.Next(), report, options);
                (report.NotCompiled, report.NotBooted) = (deal.NotCompiled, deal.NotBooted);
            }
        }

        return report;
    }

    private static void Judge(Scenario program, Mutant mutant, DifferentialReport report, DifferentialOptions options)
    {
        bool isSampled = options.SampleEvery > 0 && report.Pairs % options.SampleEvery == 0;
        var comparison = new Comparison(options.MaxExecutions) { Samples = isSampled ? options.Samples : 0 };
        bool isDivided = report.Pairs % 2 != 0;
        if (isDivided)
        {
            // Small programs have less executions than make a portion.
            comparison = comparison with { Portion = 1 };
        }

        PairResult result = comparison.Compare(program, mutant.Design!);
        report.Add(mutant, program, result, isSampled, isDivided);
        if (result.Differences.Count > 0)
        {
            options.Found(report.Differences[^1]);
        }

        options.Progress(report);
    }
}
