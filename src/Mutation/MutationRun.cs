using System.Diagnostics;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Core;
using LuoVerified.Fuzz;

namespace LuoVerified.Mutation;

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
        (Dictionary<Candidate, byte[]> drawn, HashSet<Candidate> notCompiled, bool isCut) = Draw(all, options);
        Candidate[] chosen = options.Sample is null ? all : [.. all.Where(drawn.ContainsKey)];
        RequireNothingFound(options);
        bool judges = chosen.Any(candidate => options.Judges(candidate.Mutation)) && !options.TimeIsUp();
        Dictionary<(string File, int Start), int[]> runBy = judges ? RunBy(options) : [];
        var judged = new JudgedMutant?[chosen.Length];
        int done = 0;
        SpreadWork.Do(options.Workers, judged.Length, at =>
        {
            if (options.TimeIsUp())
            {
                return;
            }

            byte[]? image = drawn.GetValueOrDefault(chosen[at]) ?? chosen[at].Compile();
            JudgedMutant? mutant = image is null ? null : Judge(chosen[at], options.Judges(chosen[at].Mutation) ? image : null, runBy, options);
            lock (judged)
            {
                if (image is null)
                {
                    notCompiled.Add(chosen[at]);
                }

                judged[at] = mutant;
                done += image is null || mutant is not null ? 1 : 0;
                if (mutant is not null)
                {
                    options.Judged(mutant, done, judged.Length);
                }
            }
        });
        return new MutationReport(
            [.. judged.OfType<JudgedMutant>()], [.. all.Where(notCompiled.Contains).Select(each => each.Mutation.Identity)], all.Length)
        {
            TimeWasUp = isCut || done < judged.Length,
        };
    }

    /// <summary>Judges one mutant by every stage, whether or not it is argued to be equivalent.</summary>
    /// <param name="part">What it is a mutant of.</param>
    /// <param name="mutation">The change.</param>
    /// <param name="options">How far.</param>
    /// <returns>What became of it; null if it does not compile, or if the time was up before that was known.</returns>
    public static JudgedMutant? Judge(CodePart part, Mutation mutation, MutationOptions options)
    {
        var candidate = new Candidate(part, mutation);
        return candidate.Compile() is { } image ? Judge(candidate, image, runBy: null, options) : null;
    }

    /// <summary>Draws from those that compile, if a sample is asked for.</summary>
    /// <returns>What is drawn, compiled; what was tried and does not compile; and whether the time was up before there were enough.</returns>
    private static (Dictionary<Candidate, byte[]> Drawn, HashSet<Candidate> NotCompiled, bool IsCut) Draw(Candidate[] all, MutationOptions options)
    {
        Queue<Candidate> left = new(all.OrderBy(each => each.Mutation.Card(options.Seed), StringComparer.Ordinal));
        Dictionary<Candidate, byte[]> drawn = [];
        HashSet<Candidate> notCompiled = [];
        while (left.Count > 0 && (options.Sample ?? 0) - drawn.Count is > 0 and int missing)
        {
            if (options.TimeIsUp())
            {
                return (drawn, notCompiled, IsCut: true);
            }

            int count = Math.Min(Math.Min(missing, left.Count), Some * options.Workers);
            Candidate[] some = [.. Enumerable.Range(0, count).Select(_ => left.Dequeue())];
            var images = new byte[]?[count];
            SpreadWork.Do(options.Workers, count, at => images[at] = some[at].Compile());
            foreach ((Candidate candidate, byte[]? image) in some.Zip(images))
            {
                if (image is not null)
                {
                    drawn.Add(candidate, image);
                }
                else
                {
                    notCompiled.Add(candidate);
                }
            }
        }

        return (drawn, notCompiled, IsCut: false);
    }

    /// <param name="candidate">The mutant.</param>
    /// <param name="image">It, compiled; null if it is not to be judged.</param>
    /// <param name="runBy">The stages that run each place; null if any may.</param>
    /// <param name="options">How far.</param>
    /// <returns>What became of it; null if the time was up before that was known.</returns>
    private static JudgedMutant? Judge(Candidate candidate, byte[]? image, Dictionary<(string File, int Start), int[]>? runBy, MutationOptions options)
    {
        var clock = Stopwatch.StartNew();
        int[] stages = runBy is not null && candidate.Mutation.Place is { } place ? runBy.GetValueOrDefault((candidate.Mutation.File, place), []) : options.StageNumbers;
        (QuickVerdict? verdict, bool? runsChange) = image is null ? (null, null)
            : stages.Length == 0 ? (NotRun, null)
            : Prove(candidate, image, options, stages);
        if (verdict is { Verdict: Verdict.Inconclusive } && options.TimeIsUp())
        {
            return null;
        }

        Fate fate = verdict?.Verdict switch
        {
            Verdict.Violation => Fate.Found,
            null or Verdict.Pass when options.IsArgued(candidate.Mutation) => Fate.Equivalent,
            Verdict.Pass => Fate.Survived,
            _ => Fate.Inconclusive,
        };
        return new JudgedMutant(candidate.Part, candidate.Mutation, fate, verdict, clock.Elapsed)
        {
            RunsChange = runsChange,
            Beside = image is null ? [] : [.. options.Beside.Select(command => MutantProof.Ask(With(candidate, image), command, options.PatienceBeside))],
        };
    }

    private static Dictionary<string, byte[]> With(Candidate candidate, byte[] image) =>
        new() { [Assemblies[candidate.Part.Assembly].Name] = image };

    /// <summary>What says of the code as it is that something is wrong says nothing about mutants.</summary>
    /// <exception cref="UndecidedCodeException">A command does.</exception>
    private static void RequireNothingFound(MutationOptions options)
    {
        foreach (OtherAnswer answer in options.Beside.Select(command => MutantProof.Ask(new Dictionary<string, byte[]>(), command, options.PatienceBeside)))
        {
            if (answer.Finds || answer.ExitCode is null)
            {
                throw new UndecidedCodeException(
                    $"'{answer.Command}' {(answer.Finds ? $"ends with {answer.ExitCode}" : "does not end in time")} on the code as it is, so it would say nothing about mutants");
            }
        }
    }

    /// <returns>What the proof says, and whether the schedule that shows it runs the changed code: see <see cref="JudgedMutant.RunsChange"/>.</returns>
    private static (QuickVerdict Verdict, bool? RunsChange) Prove(Candidate candidate, byte[] image, MutationOptions options, IEnumerable<int> stages)
    {
        AssemblySource source = Assemblies[candidate.Part.Assembly];
        bool isReplayed = false;
        bool? runsChange = null;
        QuickVerdict verdict = MutantProof.Of(
            With(candidate, image),
            options,
            stages,
            replaying: source.Tells(candidate.Mutation) ? Replaying : null,
            look: context => runsChange = isReplayed ? context.Ran(source.Name)[0] : null);
        return (verdict, runsChange);

        void Replaying(MutantContext context)
        {
            isReplayed = true;
            context.Ran(source.Name)[0] = false;
        }
    }

    /// <summary>Proves the code as it is, each stage by itself, and sees which places of it are run on the way: a stage that does not
    /// run a place says the same of every change there.</summary>
    /// <returns>The stages that run each place, none left out that is run; of no use if the time was up before the end.</returns>
    /// <exception cref="UndecidedCodeException">A bound was reached.</exception>
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

        // The last ones, which take longest, come first.
        int[] stages = [.. options.StageNumbers.Reverse()];
        var run = new List<(string File, int Start)>[stages.Length];
        SpreadWork.Do(options.Workers, stages.Length, at => run[at] = Run(stages[at]));
        return stages.Zip(run).SelectMany(each => each.Second.Select(place => (Place: place, Stage: each.First)))
            .GroupBy(each => each.Place, each => each.Stage).ToDictionary(each => each.Key, each => each.Order().ToArray());

        List<(string File, int Start)> Run(int stage)
        {
            List<(string File, int Start)> run = [];
            // It must pass, however busy the machine is.
            QuickVerdict verdict = MutantProof.Of(telling, options with { Patience = 10 * options.Patience }, [stage], look: context =>
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
                : verdict.Verdict == Verdict.Inconclusive || verdict.Rule == QuickProof.NoEnd
                    ? throw new UndecidedCodeException($"the code as it is is not proved: {Words(verdict)}")
                : throw new InternalErrorException($"the code as it is does not pass: {Words(verdict)}");

            static string Words(QuickVerdict verdict) => $"{verdict.Rule} in {verdict.Program}: {verdict.Message}";
        }
    }

    private sealed record Candidate(CodePart Part, Mutation Mutation)
    {
        /// <summary>Null if it does not compile.</summary>
        public byte[]? Compile() => Assemblies[Part.Assembly].Compile(Mutation);
    }
}
