using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Mutation;
using LuoVerified.Pairs;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Systematic.Tests.Differential;

/// <summary>The reduced search against the one without reduction, on designs that nobody thought of. The long run is
/// <c>bench/Differential</c>.</summary>
public class DifferentialTests
{
    private const int Pairs = 200;
    private const int EachOf = 9;

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
            MutantsOfAProgram = 15,
            SampleEvery = 20,
            Samples = 20,
            Mutants = [.. Mutants.Where((_, i) => i % EachOf == 0)],
        });

        IEnumerable<string> differences = report.Differences.Select(
            each => $"{each.Mutant.Name}\n{string.Join('\n', each.Lines)}\n{ScenarioText.Format(each.Program)}");
        Assert.True(report.Differences.Count == 0, string.Join('\n', differences));
        Assert.Equal(Pairs, report.Judged);
        Assert.Equal(0, report.Redundant);
        Assert.True(report.Killed.Count >= 5, $"only {report.Killed.Count} mutants killed");
        Assert.True(report.Sampled >= 10, $"only {report.Sampled} pairs sampled");
        Assert.True(report.Reduced * 5 < report.Unreduced, $"{report.Reduced} of {report.Unreduced} executions");
    }

    /// <summary>The comparison bites, and shrinks: what is shared and no step is what the reduced search cannot see. Here a
    /// lock is left out of a design that is not woven.</summary>
    [Fact]
    public void WhatIsSharedAndNotSeenMakesADifference()
    {
        Scenario program = Small.Parse("setup create a; create b\nthread serialize; abort\nthread create c");
        Mutant unwoven = Mutant.All(isWoven: false)
            .Single(mutant => IsOf(mutant, "Serialize", "drop _lists.Write()"));
        var comparison = new Comparison(100_000);

        Scenario smallest = comparison.Shrink(program, unwoven.Design!);
        Assert.Equal(["serialize", "create a"], smallest.Phases.Single().Select(thread => $"{thread.Single()}"));
        Assert.Empty(smallest.Setup);
        Assert.NotEmpty(comparison.Compare(smallest, unwoven.Design!).Differences);

        Mutant woven = Mutants.Single(mutant => IsOf(mutant, "Serialize", "drop _lists.Write()"));
        PairResult seen = comparison.Compare(smallest, woven.Design!);
        Assert.Equal((true, true), (seen.IsJudged, seen.IsKilled));
        Assert.Empty(seen.Differences);
    }

    /// <summary>Programs on which there was a difference once. The first: a list is enumerated step by step. The second: a sleeping
    /// thread was not woken by a step on a field. The third: the use of a session, which a free may come before or after,
    /// was no step. The one of serialize: a race that a redundant execution showed first was told by none. The last: the sampling did
    /// not judge between two accesses that it did not yet know to race, and showed an outcome that no schedule has.</summary>
    [Theory]
    [InlineData(
        "AbortSerialize",
        "take _lists.Write() only before closed.ForEach(_outgoing.Remove);",
        "setup create a; serialize\nthread abort\nthread close a")]
    [InlineData("AbortSerialize", "drop _lists.Write()", "thread kexec\nthread abort")]
    [InlineData(
        "Serialize",
        "give up _lists.Write() before SessionBlock.Write(block.Span, [.. _outgoing.InOrder.Sele...",
        "setup create a\nthread serialize\nthread close a")]
    [InlineData("CloseOutgoing", "drop _outgoing.Remove(session);", "setup create a\nthread close a\nthread serialize")]
    [InlineData(
        "Create",
        "give up _lists.Write() before if (err == Errno.Ok) { _outgoing.Append(session); } else ...",
        "thread create a\nthread create b")]
    public void WhatMadeADifferenceOnceMakesNoneNow(string member, string what, string program)
    {
        Mutant mutant = Mutants.Single(each => IsOf(each, member, what));
        PairResult result = new Comparison(100_000) { Samples = 50 }.Compare(Small.Parse(program), mutant.Design!);
        Assert.Equal((true, true), (result.IsJudged, result.IsKilled));
        Assert.Empty(result.Differences);
    }

    /// <summary>The state at the end was judged by a flag that the design kept for its observers only, and that nobody watched:
    /// the same order of locks came with two states.</summary>
    [Fact]
    public void WhatADesignShowsOfItselfIsWatched()
    {
        Scenario program = Small.Parse("setup create a\nthread serialize\nthread retrieve a; abort");
        PairResult result = new Comparison(100_000) { Samples = 200 }.Compare(program, Mutant.AsPosted.Design!);
        Assert.Equal((true, true), (result.IsJudged, result.IsKilled));
        Assert.Empty(result.Differences);
    }

    /// <summary>It was judged on an image that had been read before the bytes were filled in.</summary>
    [Fact]
    public void BytesThatWereHandedOutMayBeFilledInAfterALaterStep()
    {
        Scenario program = Small.Parse("setup create a\nthread serialize");
        Mutant late = Mutants.Single(mutant => IsOf(mutant, "Serialize", "give up _lists.Write() before SessionBlock.Write"));
        Assert.Equal(Verdict.Pass, Explorer.Explore(program, late.Design!).Verdict);
    }

    [Fact]
    public void OnTheDesignAsPostedTheReductionLosesNothing()
    {
        DifferentialReport report = DifferentialRun.Run(new DifferentialOptions
        {
            Pairs = 30,
            Seed = 3,
            MaxExecutions = 2_000,
            MaxExecutionsOfOriginal = 500,
            MutantsOfAProgram = 1,
            SampleEvery = 10,
            Samples = 20,
            Original = Mutant.AsPosted,
            Mutants = [Mutant.AsPosted],
        });
        Assert.Empty(report.Differences.SelectMany(each => each.Lines.Append(ScenarioText.Format(each.Program))));
        Assert.Equal(30, report.Judged);
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
    public void TheDesignCompiledFromItsSourcesIsAsSoundAsTheOneThatIsBuilt()
    {
        foreach (string name in (string[])["two-retrieves", "serialize-against-close", "deserialize-without-memory"])
        {
            ExploreReport report = Explorer.Explore(Catalogue.Find(name)!, Mutant.Original.Design!);
            Assert.Equal(Verdict.Pass, report.Verdict);
        }
    }

    /// <summary>By name, not by line: lines move.</summary>
    private static bool IsOf(Mutant mutant, string member, string what) => mutant.Mutation is { } mutation
        && mutation.Member == member && mutation.What.StartsWith(what, StringComparison.Ordinal);
}
