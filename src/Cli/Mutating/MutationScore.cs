using LuoVerified.Cli.Checking;
using LuoVerified.Mutation;

namespace LuoVerified.Cli.Mutating;

/// <summary>How good the proof is at finding mutants.</summary>
/// <param name="Options">Which mutants were judged, and how far.</param>
/// <param name="Report">What became of them.</param>
/// <param name="Known">Mutants that are known to survive.</param>
internal sealed record MutationScore(MutationOptions Options, MutationReport Report, ReviewedMutants Known)
{
    /// <summary>Those that survive, and are not known to.</summary>
    public IReadOnlyList<JudgedMutant> NewSurvivors => [.. Report.With(Fate.Survived).Where(mutant => !IsKnown(mutant))];

    /// <summary>Those that were found though somebody has written that they are not.</summary>
    public IReadOnlyList<JudgedMutant> FoundAfterAll =>
        [.. Report.With(Fate.Found).Where(mutant => IsKnown(mutant) || Options.Equivalent.Arguments.ContainsKey(mutant.Mutation.Identity))];

    /// <summary>Those of which somebody has written something, though they do not even compile.</summary>
    public IReadOnlyList<string> NoMutants =>
        [.. Report.NotCompiled.Where(mutant => Known.Arguments.ContainsKey(mutant) || Options.Equivalent.Arguments.ContainsKey(mutant))];

    /// <summary>What the program ends with.</summary>
    public int ExitCode => NewSurvivors.Count + FoundAfterAll.Count + NoMutants.Count > 0 ? Cli.ExitCode.Violation
        : Report.TimeWasUp || Report.Mutants.Count == 0 || Report.Mutants.Any(IsOpen) ? Cli.ExitCode.Inconclusive
        : Cli.ExitCode.Ok;

    /// <summary>The report as JSON has it. It holds no time.</summary>
    public object Json => new
    {
        Format = "luo-mutation 1",
        Parts = Options.Parts.Select(part => part.Name),
        Options.Named,
        Options.Every,
        Options.Sample,
        Options.Seed,
        Options.Sizes,
        Options.MaxExecutions,
        Report.Changes,
        NotCompiled = Report.NotCompiled.Count,
        NoMutants,
        Report.TimeWasUp,
        Mutants = Report.Mutants.Select(mutant => new
        {
            Part = mutant.Part.Name,
            Kind = MutationText.Word(mutant.Mutation.Kind),
            Mutant = mutant.Mutation.Identity,
            Fate = MutationText.Word(mutant.Fate),
            Rule = mutant.Verdict?.Rule ?? "",
            Program = mutant.Verdict?.Program ?? "",
            mutant.RunsChange,
            mutant.HoldsLine,
            mutant.IsNeverRun,
            mutant.Beside,
            Argument = Options.Equivalent.Arguments.GetValueOrDefault(mutant.Mutation.Identity, ""),
        }),
        Verdict = Cli.ExitCode.Verdict(ExitCode),
        ExitCode,
    };

    /// <summary>The share of those that are not equivalent which were found.</summary>
    public string Percent
    {
        get
        {
            int counted = Report.Mutants.Count - Report.With(Fate.Equivalent).Count();
            return counted == 0 ? "-" : $"{ReportTable.Number(100L * Report.With(Fate.Found).Count() / counted)} %";
        }
    }

    /// <summary>Whether a mutant came to no end, and is not known to.</summary>
    /// <param name="mutant">One of the report.</param>
    /// <returns>True if so.</returns>
    public bool IsOpen(JudgedMutant mutant) => mutant.Fate == Fate.Inconclusive && !IsKnown(mutant);

    /// <summary>Whether a mutant is known to survive. One of which is said that programs of a size find it is not, if those judge.</summary>
    private bool IsKnown(JudgedMutant mutant) => Known.Arguments.TryGetValue(mutant.Mutation.Identity, out string? reason)
        && !Options.Sizes.Any(size => reason.StartsWith($"Found by {size}: ", StringComparison.Ordinal));
}
