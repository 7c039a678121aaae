using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Scenarios;
using LuoVerified.Mutation;
using LuoVerified.Spec;

namespace LuoVerified.Systematic.Tests.Differential;

/// <summary>The reduced search against the one without reduction, on designs that nobody thought of. The long run is
/// <c>bench/Differential</c>.</summary>
public class DifferentialTests
{
    private const int Pairs = 300;
    private const int EachOf = 8;

    private static readonly IReadOnlyList<Mutant> Mutants = Mutant.All();

    [Fact]
    public void OnRandomMutantsTimesRandomProgramsTheReductionLosesNothing()
    {
        DifferentialReport report = DifferentialRun.Run(new DifferentialOptions
        {
            Pairs = Pairs,
            Seed = 2,
            MaxExecutions = 1_000,
            MaxExecutionsOfOriginal = 150,
            MutantsOfAProgram = 6,
            SampleEvery = 25,
            Samples = 20,
            Mutants = [.. Mutants.Where((_, i) => i % EachOf == 0)],
        });

        Assert.Empty(report.Differences.Select(
            each => $"{each.Mutant.Name}\n{string.Join('\n', each.Lines)}\n{ScenarioText.Format(each.Program)}"));
        Assert.Equal(Pairs, report.Judged);
        Assert.True(report.Killed.Count >= 5, $"only {report.Killed.Count} mutants killed");
        Assert.True(report.Sampled >= 10, $"only {report.Sampled} pairs sampled");
        Assert.True(report.Reduced * 5 < report.Unreduced, $"{report.Reduced} of {report.Unreduced} executions");
    }

    /// <summary>The comparison bites: a field that is reached without a lock and is no step is what the reduced search
    /// cannot see, and the smallest program is found.</summary>
    [Fact]
    public void AFieldThatIsSharedAndNotDeclaredMakesADifferenceAndADeclaredOneDoesNot()
    {
        const string What = "drop _lists.Write()";
        Scenario program = Parse(
            "faults file-creation 1\nsetup create a; create b; kexec; deserialize\nthread retrieve a\nthread retrieve a; abort");
        var comparison = new Comparison(20_000);
        Mutant undeclared = Mutant.Undeclared().Single(mutant => mutant.Mutation is { Line: 145, What: What });
        Mutant declared = Mutants.Single(mutant => mutant.Mutation is { Line: 145, What: What });

        Assert.Contains(
            comparison.Compare(program, undeclared.Design!).Differences,
            line => line.StartsWith("outcome, missed by the reduced search: ", StringComparison.Ordinal));
        Scenario smallest = comparison.Shrink(program, undeclared.Design!);
        Assert.Equal(["retrieve a", "retrieve a"], smallest.Phases.Single().Select(thread => $"{thread.Single()}"));

        // The search without reduction does not come to its end on the other; the reduced one sees what it missed.
        ExploreReport report = Explorer.Explore(smallest, declared.Design!);
        Assert.True(report.Exhausted);
        Assert.Contains("retrieved: read in retrieve | write in retrieve", report.DataRaces.Select(race => $"{race.Race}"));
        Assert.Contains(Invariants.HandedOutOnce.Name, report.Findings.Select(finding => finding.Violation.Check));
    }

    /// <summary>Programs on which there was a difference once. The first: the list was enumerated step by step, and only
    /// the first look at it was declared.</summary>
    [Theory]
    [InlineData(
        191,
        "take _lists.Write() only before closed.ForEach(_outgoing.Remove);",
        "setup create a; serialize\nthread abort\nthread close a")]
    public void WhatMadeADifferenceOnceMakesNoneNow(int line, string what, string program)
    {
        Mutant mutant = Mutants.Single(each => each.Mutation is { } mutation && (mutation.Line, mutation.What) == (line, what));
        PairResult result = new Comparison(20_000) { Samples = 50 }.Compare(Parse(program), mutant.Design!);
        Assert.Equal((true, true), (result.IsJudged, result.IsKilled));
        Assert.Empty(result.Differences);
    }

    [Fact]
    public void TheMutantsAreManyAndAlwaysTheSame()
    {
        string[] names = [.. Mutants.Select(mutant => mutant.Name)];
        Assert.True(names.Length > 250, $"only {names.Length}");
        Assert.Equal(names, names.Distinct());
        Assert.Equal(names, Mutant.All().Select(mutant => mutant.Name));
    }

    [Fact]
    public void TheDesignWithDeclaredFieldsIsAsSoundAsTheOneItIsMadeOf()
    {
        foreach (string name in (string[])["two-retrieves", "serialize-against-close", "deserialize-without-memory"])
        {
            ExploreReport report = Explorer.Explore(Catalogue.Find(name)!, Mutant.Original.Design!);
            Assert.Equal(Verdict.Pass, report.Verdict);
        }
    }

    private static Scenario Parse(string text) => ScenarioText.Parse($"scenario test\nsummary A test.\n{text}\n", "test");
}
