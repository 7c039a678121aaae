using System.Collections.Concurrent;
using System.Diagnostics;
using LuoVerified.Check;
using LuoVerified.Core;
using LuoVerified.Fuzz;
using Interlocked = System.Threading.Interlocked;
using Thread = System.Threading.Thread;

namespace LuoVerified.Mutation;

/// <summary>Which mutants are judged, and how far.</summary>
public sealed record MutationOptions
{
    /// <summary>What mutants are made of; everything by default.</summary>
    public IReadOnlyList<CodePart> Parts { get; init; } = CodePart.All;

    /// <summary>Only mutants whose identity holds one of these texts, any of them; the selection if there is none, the default.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>Every change, in place of the selection (<see cref="CodePart.Selection"/>); not by default.</summary>
    public bool Every { get; init; }

    /// <summary>How many of those that compile are drawn, 1 and up; null, the default, for all.</summary>
    public int? Sample { get; init; }

    /// <summary>Equal seeds draw equal mutants; one that is added or goes changes nothing about the others.</summary>
    public uint Seed { get; init; } = 1;

    /// <summary>The sizes of the programs, in the order in which they are tried.</summary>
    public IReadOnlyList<string> Sizes { get; init; } = ["1x1", "1x2", "2x1"];

    /// <summary>Which of <see cref="QuickProof.Stages"/> judge; all of them by default.</summary>
    public IReadOnlyList<string> Stages { get; init; } = QuickProof.Stages;

    /// <summary>The most executions of one exploration, 1 and up.</summary>
    public long MaxExecutions { get; init; } = 20_000;

    /// <summary>How many mutants are judged at the same time, 1 and up; no verdict depends on it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The mutants that are argued to be equivalent.</summary>
    public ReviewedMutants Equivalent { get; init; } = ReviewedMutants.Equivalent;

    /// <summary>Whether those are judged, too.</summary>
    public bool ChecksEquivalent { get; init; }

    /// <summary>How long a mutant may go on without coming to the end of an execution, by the clock, before it is given up as
    /// undecided: the last resort, loops have bounds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Asked before each mutant and after each execution, by any thread: whether the time is up. What has no fate then gets none;
    /// never, by default.</summary>
    public Func<bool> TimeIsUp { get; init; } = () => false;

    /// <summary>The numbers of <see cref="Stages"/>, in order.</summary>
    internal int[] StageNumbers => [.. QuickProof.Stages.Index().Where(stage => Stages.Contains(stage.Item)).Select(stage => stage.Index)];

    /// <summary>The mutants of a part that are asked for.</summary>
    /// <param name="part">The part.</param>
    /// <returns>Those that are named; the selection, or every one, if none is.</returns>
    public IEnumerable<Mutation> Of(CodePart part) =>
        Named.Count > 0 ? part.Mutations.Where(each => Named.Any(text => each.Identity.Contains(text, StringComparison.Ordinal)))
        : Every ? part.Mutations
        : part.Selection;

    /// <summary>Whether a mutant is argued to be equivalent.</summary>
    /// <param name="mutation">The mutant.</param>
    /// <returns>True if it is.</returns>
    public bool IsArgued(Mutation mutation) => Equivalent.Arguments.ContainsKey(mutation.Identity);

    /// <summary>Whether the proof judges a mutant, if it comes to it.</summary>
    /// <param name="mutation">The mutant.</param>
    /// <returns>False if the argument that it is equivalent is taken for granted.</returns>
    public bool Judges(Mutation mutation) => ChecksEquivalent || !IsArgued(mutation);

    /// <summary>Told of each stage in which the code as it is was proved, and how many were and will be: one at a time, in any order.</summary>
    public Action<string, int, int> Proved { get; init; } = (_, _, _) => { };

    /// <summary>Told of each mutant that was judged, and how many were tried, those that do not compile among them, and will be: one at a time,
    /// in any order.</summary>
    public Action<JudgedMutant, int, int> Judged { get; init; } = (_, _, _) => { };
}

/// <summary>Makes mutants and lets the proof judge each.</summary>
public static class MutationRun
{
    /// <summary>So many mutants a worker are compiled for a sample between two looks at the clock.</summary>
    private const int Some = 16;

    /// <summary>What the proof would say of a change in code that it never runs.</summary>
    private static readonly QuickVerdict NotRun = new(Verdict.Pass, "", "", "the code is never run", []);

    private static readonly Dictionary<string, AssemblySource> Assemblies =
        CodePart.All.Select(part => part.Assembly).Distinct().ToDictionary(name => name, name => new AssemblySource(name));

    /// <summary>Judges.</summary>
    /// <param name="options">Which mutants, and how far.</param>
    /// <returns>What became of them.</returns>
    public static MutationReport Run(MutationOptions options)
    {
        Candidate[] all = [.. options.Parts.SelectMany(part => options.Of(part).Select(mutation => new Candidate(part, mutation)))];
        (Dictionary<Candidate, byte[]> drawn, int notCompiled, bool isCut) = Draw(all, options);
        Candidate[] chosen = options.Sample is null ? all : [.. all.Where(drawn.ContainsKey)];
        bool judges = chosen.Any(candidate => options.Judges(candidate.Mutation)) && !options.TimeIsUp();
        Dictionary<(string File, int Start), int[]> runBy = judges ? RunBy(options) : [];
        var judged = new JudgedMutant?[chosen.Length];
        int next = 0;
        int done = 0;
        Thread[] workers = [.. Enumerable.Range(0, options.Workers).Select(_ => new Thread(() =>
        {
            for (int at; (at = Interlocked.Increment(ref next) - 1) < judged.Length && !options.TimeIsUp();)
            {
                bool isJudged = options.Judges(chosen[at].Mutation);
                byte[]? image = isJudged ? drawn.GetValueOrDefault(chosen[at]) ?? chosen[at].Compile() : null;
                bool compiles = !isJudged || image is not null;
                JudgedMutant? mutant = compiles ? Judge(chosen[at], image, runBy, options) : null;
                lock (judged)
                {
                    notCompiled += compiles ? 0 : 1;
                    judged[at] = mutant;
                    done += !compiles || mutant is not null ? 1 : 0;
                    if (mutant is not null)
                    {
                        options.Judged(mutant, done, judged.Length);
                    }
                }
            }
        })
        {
            IsBackground = true,
        })];
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        return new MutationReport([.. judged.OfType<JudgedMutant>()], notCompiled, all.Length) { TimeWasUp = isCut || done < judged.Length };
    }

    /// <summary>Judges one mutant, whether or not it is argued to be equivalent.</summary>
    /// <param name="part">What it is a mutant of.</param>
    /// <param name="mutation">The change.</param>
    /// <param name="options">How far.</param>
    /// <returns>What the proof says; null if it does not compile.</returns>
    public static QuickVerdict? Judge(CodePart part, Mutation mutation, MutationOptions options) =>
        Assemblies[part.Assembly].Compile(mutation) is { } image ? Prove(part, image, options, options.StageNumbers) : null;

    /// <summary>Draws from those that compile, if a sample is asked for.</summary>
    /// <returns>What is drawn, compiled; how many of the others were tried; and whether the time was up before there were enough.</returns>
    private static (Dictionary<Candidate, byte[]> Drawn, int NotCompiled, bool IsCut) Draw(Candidate[] all, MutationOptions options)
    {
        Queue<Candidate> left = new(all.OrderBy(each => each.Mutation.Card(options.Seed), StringComparer.Ordinal));
        Dictionary<Candidate, byte[]> drawn = [];
        int notCompiled = 0;
        while (left.Count > 0 && (options.Sample ?? 0) - drawn.Count is > 0 and int missing)
        {
            if (options.TimeIsUp())
            {
                return (drawn, notCompiled, IsCut: true);
            }

            int count = Math.Min(Math.Min(missing, left.Count), Some * options.Workers);
            Candidate[] some = [.. Enumerable.Range(0, count).Select(_ => left.Dequeue())];
            byte[]?[] images = [.. some.AsParallel().AsOrdered().WithDegreeOfParallelism(options.Workers).Select(each => each.Compile())];
            foreach ((Candidate candidate, byte[]? image) in some.Zip(images))
            {
                if (image is not null)
                {
                    drawn.Add(candidate, image);
                }
            }

            notCompiled += images.Count(image => image is null);
        }

        return (drawn, notCompiled, IsCut: false);
    }

    /// <param name="candidate">The mutant.</param>
    /// <param name="image">It, compiled; null if it is not to be judged.</param>
    /// <param name="runBy">The stages that run each place.</param>
    /// <param name="options">How far.</param>
    /// <returns>What became of it; null if the time was up before that was known.</returns>
    private static JudgedMutant? Judge(Candidate candidate, byte[]? image, Dictionary<(string File, int Start), int[]> runBy, MutationOptions options)
    {
        var clock = Stopwatch.StartNew();
        int[] stages = candidate.Mutation.Place is { } place ? runBy.GetValueOrDefault((candidate.Mutation.File, place), []) : options.StageNumbers;
        QuickVerdict? verdict = image is null ? null
            : stages.Length == 0 ? NotRun
            : Prove(candidate.Part, image, options, stages);
        if (verdict is { Verdict: Verdict.Inconclusive } && options.TimeIsUp())
        {
            return null;
        }

        Fate fate = verdict?.Verdict switch
        {
            Verdict.Violation => Fate.Found,
            _ when options.IsArgued(candidate.Mutation) => Fate.Equivalent,
            Verdict.Pass => Fate.Survived,
            _ => Fate.Inconclusive,
        };
        return new JudgedMutant(candidate.Part, candidate.Mutation, fate, verdict, clock.Elapsed);
    }

    private static QuickVerdict Prove(CodePart part, byte[] image, MutationOptions options, IEnumerable<int> stages) =>
        MutantProof.Of(new Dictionary<string, byte[]> { [Assemblies[part.Assembly].Name] = image }, options, stages);

    /// <summary>Proves the code as it is, each stage by itself, and sees which places of it are run on the way: a stage that does not
    /// run a place says the same of every change there.</summary>
    /// <returns>The stages that run each place, none left out that is run; of no use if the time was up before the end.</returns>
    /// <exception cref="InternalErrorException">It does not pass, so that no fate would mean anything.</exception>
    private static Dictionary<(string File, int Start), int[]> RunBy(MutationOptions options)
    {
        Dictionary<string, byte[]> telling = [];
        Dictionary<string, IReadOnlyList<(string File, int Start)>> places = [];
        foreach (AssemblySource source in options.Parts.Select(part => Assemblies[part.Assembly]).Distinct())
        {
            (telling[source.Name], places[source.Name]) = source.CompileTelling();
        }

        int done = 0;

        // The last ones, which take longest, come first, and each worker takes the next one when it has ended one.
        return Partitioner.Create(options.StageNumbers.Reverse(), EnumerablePartitionerOptions.NoBuffering).AsParallel()
            .WithDegreeOfParallelism(options.Workers).SelectMany(stage => Run(stage).Select(place => (Place: place, stage)))
            .ToArray().GroupBy(each => each.Place, each => each.stage).ToDictionary(each => each.Key, each => each.Order().ToArray());

        List<(string File, int Start)> Run(int stage)
        {
            List<(string File, int Start)> run = [];
            // It must pass, however busy the machine is.
            QuickVerdict verdict = MutantProof.Of(telling, options with { Patience = 10 * options.Patience }, [stage], context =>
            {
                foreach ((string name, IReadOnlyList<(string File, int Start)> all) in places)
                {
                    run.AddRange(all.Zip(context.Ran(name)).Where(place => place.Second).Select(place => place.First));
                }
            });
            lock (places)
            {
                options.Proved(QuickProof.Stages[stage], ++done, options.StageNumbers.Length);
            }

            return verdict.Verdict == Verdict.Pass || (verdict.Verdict == Verdict.Inconclusive && options.TimeIsUp()) ? run
                : throw new InternalErrorException($"the code as it is does not pass: {verdict.Rule} in {verdict.Program}: {verdict.Message}");
        }
    }

    private sealed record Candidate(CodePart Part, Mutation Mutation)
    {
        /// <summary>Null if it does not compile.</summary>
        public byte[]? Compile() => Assemblies[Part.Assembly].Compile(Mutation);
    }
}
