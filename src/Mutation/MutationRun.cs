using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
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

    /// <summary>Only mutants whose identity holds one of these texts; all if there is none, the default.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>How many of those that compile are drawn, 1 and up; null, the default, for all.</summary>
    public int? Sample { get; init; }

    /// <summary>Equal seeds draw equal mutants; one that is added or goes changes nothing about the others.</summary>
    public uint Seed { get; init; } = 1;

    /// <summary>The sizes of the programs, in the order in which they are tried.</summary>
    public IReadOnlyList<string> Sizes { get; init; } = ["1x1", "1x2", "2x1"];

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

    /// <summary>Whether a mutant is one of those that are asked for by name.</summary>
    /// <param name="mutation">The mutant.</param>
    /// <returns>True if it is, or none is named.</returns>
    public bool IsNamed(Mutation mutation) =>
        Named.Count == 0 || Named.Any(text => mutation.Identity.Contains(text, StringComparison.Ordinal));

    /// <summary>Whether a mutant is argued to be equivalent.</summary>
    /// <param name="mutation">The mutant.</param>
    /// <returns>True if it is.</returns>
    public bool IsArgued(Mutation mutation) => Equivalent.Arguments.ContainsKey(mutation.Identity);

    /// <summary>Whether the proof judges a mutant, if it comes to it.</summary>
    /// <param name="mutation">The mutant.</param>
    /// <returns>False if the argument that it is equivalent is taken for granted.</returns>
    public bool Judges(Mutation mutation) => ChecksEquivalent || !IsArgued(mutation);

    /// <summary>Told of each mutant that was judged, and how many were and will be: one at a time, in any order.</summary>
    public Action<JudgedMutant, int, int> Judged { get; init; } = (_, _, _) => { };
}

/// <summary>Makes mutants and lets the proof judge each.</summary>
public static class MutationRun
{
    /// <summary>What the proof would say of a change in code that it never runs.</summary>
    private static readonly QuickVerdict NotRun = new(Verdict.Pass, "", "", "the code is never run", []);

    private static readonly Dictionary<string, AssemblySource> Assemblies =
        CodePart.All.Select(part => part.Assembly).Distinct().ToDictionary(name => name, name => new AssemblySource(name));

    /// <summary>Judges.</summary>
    /// <param name="options">Which mutants, and how far.</param>
    /// <returns>What became of them.</returns>
    public static MutationReport Run(MutationOptions options)
    {
        Candidate[] all = [.. options.Parts.SelectMany(part => part.Mutations.Where(options.IsNamed).Select(mutation => new Candidate(part, mutation)))];
        (List<Compiled> compiled, int notCompiled) = Compile(all, options);
        HashSet<(string File, int Start)> neverRun = compiled.Any(mutant => options.Judges(mutant.Candidate.Mutation)) ? NeverRun(options) : [];
        compiled.Sort((one, other) => Array.IndexOf(all, one.Candidate).CompareTo(Array.IndexOf(all, other.Candidate)));
        var judged = new JudgedMutant[compiled.Count];
        int next = 0;
        int done = 0;
        Thread[] workers = [.. Enumerable.Range(0, options.Workers).Select(_ => new Thread(() =>
        {
            for (int at; (at = Interlocked.Increment(ref next) - 1) < judged.Length;)
            {
                judged[at] = Judge(compiled[at], neverRun, options);
                lock (judged)
                {
                    options.Judged(judged[at], ++done, judged.Length);
                }
            }
        })
        {
            IsBackground = true,
        })];
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        return new MutationReport(judged, notCompiled, all.Length);
    }

    /// <summary>Judges the code as it is, compiled from its sources as mutants are: it must pass, or no fate means anything.</summary>
    /// <param name="part">Any part of the assembly.</param>
    /// <param name="options">How far.</param>
    /// <returns>What the proof says.</returns>
    public static QuickVerdict Original(CodePart part, MutationOptions options) =>
        Prove(part, Assemblies[part.Assembly].Compile(null)!, options);

    /// <summary>Judges one mutant, whether or not it is argued to be equivalent.</summary>
    /// <param name="part">What it is a mutant of.</param>
    /// <param name="mutation">The change.</param>
    /// <param name="options">How far.</param>
    /// <returns>What the proof says; null if it does not compile.</returns>
    public static QuickVerdict? Judge(CodePart part, Mutation mutation, MutationOptions options) =>
        Assemblies[part.Assembly].Compile(mutation) is { } image ? Prove(part, image, options) : null;

    /// <summary>Compiles what is asked for, in the order in which it is drawn.</summary>
    private static (List<Compiled> Compiled, int NotCompiled) Compile(Candidate[] all, MutationOptions options)
    {
        Queue<Candidate> left = new(options.Sample is null ? all : all.OrderBy(each => Draw(each.Mutation, options.Seed), StringComparer.Ordinal));
        List<Compiled> compiled = [];
        int notCompiled = 0;
        while (left.Count > 0 && (options.Sample ?? all.Length) - compiled.Count is > 0 and int missing)
        {
            Candidate[] some = [.. Enumerable.Range(0, Math.Min(missing, left.Count)).Select(_ => left.Dequeue())];
            byte[]?[] images = [.. some.AsParallel().AsOrdered().WithDegreeOfParallelism(options.Workers)
                .Select(each => Assemblies[each.Part.Assembly].Compile(each.Mutation))];
            notCompiled += images.Count(image => image is null);
            compiled.AddRange(some.Zip(images).Where(pair => pair.Second is not null).Select(pair => new Compiled(pair.First, pair.Second!)));
        }

        return (compiled, notCompiled);
    }

    /// <summary>A card for each mutant that depends on nothing else.</summary>
    private static string Draw(Mutation mutation, uint seed) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {mutation.Identity}")));

    private static JudgedMutant Judge(Compiled mutant, HashSet<(string File, int Start)> neverRun, MutationOptions options)
    {
        (Candidate candidate, byte[] image) = mutant;
        var clock = Stopwatch.StartNew();
        QuickVerdict? verdict = !options.Judges(candidate.Mutation) ? null
            : candidate.Mutation.Place is { } place && neverRun.Contains((candidate.Mutation.File, place)) ? NotRun
            : Prove(candidate.Part, image, options);
        Fate fate = verdict?.Verdict switch
        {
            Verdict.Violation => Fate.Found,
            _ when options.IsArgued(candidate.Mutation) => Fate.Equivalent,
            Verdict.Pass => Fate.Survived,
            _ => Fate.Inconclusive,
        };
        return new JudgedMutant(candidate.Part, candidate.Mutation, fate, verdict, clock.Elapsed);
    }

    private static QuickVerdict Prove(CodePart part, byte[] image, MutationOptions options) =>
        MutantProof.Of(new Dictionary<string, byte[]> { [Assemblies[part.Assembly].Name] = image }, options);

    /// <summary>Proves the code as it is, and sees which places of it are run on the way.</summary>
    /// <returns>Those that are not.</returns>
    /// <exception cref="InternalErrorException">It does not pass, so that no fate would mean anything.</exception>
    private static HashSet<(string File, int Start)> NeverRun(MutationOptions options)
    {
        Dictionary<string, byte[]> telling = [];
        Dictionary<string, IReadOnlyList<(string File, int Start)>> places = [];
        foreach (AssemblySource source in options.Parts.Select(part => Assemblies[part.Assembly]).Distinct())
        {
            (telling[source.Name], places[source.Name]) = source.CompileTelling();
        }

        HashSet<(string File, int Start)> never = [];
        QuickVerdict verdict = MutantProof.Of(telling, options, context =>
        {
            foreach ((string name, IReadOnlyList<(string File, int Start)> all) in places)
            {
                never.UnionWith(all.Zip(context.Ran(name)).Where(place => !place.Second).Select(place => place.First));
            }
        });
        return verdict.Verdict == Verdict.Pass ? never
            : throw new InternalErrorException($"the code as it is does not pass: {verdict.Rule} in {verdict.Program}: {verdict.Message}");
    }

    private sealed record Candidate(CodePart Part, Mutation Mutation);

    private sealed record Compiled(Candidate Candidate, byte[] Image);
}
