using LuoVerified.Check;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Mutating;
using LuoVerified.Core;
using LuoVerified.Mutation;

namespace LuoVerified.Cli.Gate;

/// <summary>Makes of a mutation score what reports for other programs are made of: a row for each mutant.</summary>
internal static class MutationGate
{
    private static readonly Rule Survived = new("mutant-survived", "The proof finds every change to the code that is not written down as one that it does not.");
    private static readonly Rule FoundAfterAll = new("mutant-found", "A change that is written down as one that is not found is not found.");

    /// <summary>The report.</summary>
    /// <param name="score">The score.</param>
    /// <returns>The report.</returns>
    public static GateReport Of(MutationScore score) => new(
        "luo mutate",
        [Survived, FoundAfterAll],
        [.. score.Report.Mutants.Select(mutant => Row(score, mutant)), .. score.Report.TimeWasUp ? (GateRow[])[NotJudged] : []],
        $"{ReportTable.Count(score.Report.Mutants.Count, "mutant")}, {score.Percent} found",
        ExitCode.Verdict(score.ExitCode),
        score.ExitCode);

    /// <summary>Stands for all that the time was too short for.</summary>
    private static GateRow NotJudged { get; } = new(
        "the other mutants", "", Standing.Undecided, MutationText.Word(Fate.Inconclusive), "", "the time was up", []);

    private static GateRow Row(MutationScore score, JudgedMutant mutant)
    {
        Rule? broken = score.NewSurvivors.Contains(mutant) ? Survived : score.FoundAfterAll.Contains(mutant) ? FoundAfterAll : null;
        return new GateRow(
            mutant.Mutation.Identity,
            mutant.Part.Name,
            broken is not null ? Standing.NotMet : score.IsOpen(mutant) ? Standing.Undecided : Standing.Met,
            MutationText.Word(mutant.Fate),
            "",
            score.IsOpen(mutant) ? "neither found nor passed" : "",
            broken is null ? [] :
            [
                new GateFinding(
                    broken.Name,
                    $"{mutant.Mutation.What}: {(broken == Survived ? "the proof passes all the same" : "the proof finds it after all")}",
                    IsExpected: false,
                    [new GatePlace($"src/{mutant.Mutation.File}", mutant.Mutation.Line, "the changed line")],
                    SourceText.HashOf([broken.Name, mutant.Mutation.Identity]),
                    Trace: null),
            ]);
    }
}
