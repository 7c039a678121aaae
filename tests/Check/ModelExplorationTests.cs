using System.Numerics;
using LuoVerified.Sessions.Model;
using LuoVerified.Sessions.Runs;

namespace LuoVerified.Check.Tests;

/// <summary>What an exploration counts, and when it gives up.</summary>
public class ModelExplorationTests
{
    // Counts that Spin gives too: bench/Model/model.sh compares them.
    [Theory]
    [InlineData(1, 1, 1, 1, 20, 48, 7)]
    [InlineData(1, 1, 2, 1, 67, 162, 10)]
    [InlineData(2, 2, 2, 2, 1_872, 5_790, 17)]
    [InlineData(2, 4, 3, 2, 15_480, 60_036, 20)]
    [InlineData(3, 2, 2, 3, 13_606, 46_675, 18)]
    [InlineData(4, 2, 2, 4, 61_792, 224_972, 18)]
    [InlineData(4, 4, 2, 2, 436_440, 1_894_036, 18)]
    public void TheSpaceHasSoManyStatesAndTransitions(
        int names, int handles, int kernels, int capacity, long states, long transitions, int levels)
    {
        ModelResult result = Explore(new() { Names = names, Handles = handles, Kernels = kernels, Capacity = capacity });

        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Equal((states, transitions, levels), (result.States, result.Transitions, result.Levels));
    }

    /// <summary>Each state, by <see cref="ModelAgreementTests"/>, is one of the specification.</summary>
    [Theory]
    [InlineData(1, 2, 1, 262, 792, 13)]
    [InlineData(1, 2, 2, 1_018, 3_764, 15)]
    [InlineData(2, 2, 1, 12_292, 44_128, 18)]
    public void WithFilesItHasSoMany(int names, int handles, int files, long states, long transitions, int levels)
    {
        ModelResult result = Explore(new() { Names = names, Handles = handles, Kernels = 2, Files = files });

        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Equal((states, transitions, levels), (result.States, result.Transitions, result.Levels));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void TheCountsDoNotDependOnTheNumberOfThreadsAlsoWhereTheTableGrows(int threads)
    {
        ModelResult result = Explore(new() { Names = 3, Handles = 4, Kernels = 2 }, threads: threads);

        Assert.Equal((1_275_724, 6_128_965, 22), (result.States, result.Transitions, result.Levels));
        Assert.Equal(Verdict.Pass, result.Verdict);
    }

    [Fact]
    public void AMillionStatesTakeAtMostThirtyTwoBytesEach() =>
        Assert.InRange(Explore(new() { Names = 3, Handles = 4, Kernels = 2 }).BytesPerState, 8, 32);

    [Fact]
    public void StatesOfTwoWordsGiveTheCountsOfOneWord()
    {
        var bounds = new ModelBounds { Names = 3, Handles = 3, Kernels = 2 };
        var code = new StateCode<UInt128>(new ModelLayout(bounds));
        ModelResult wide = ModelChecker.Run(new() { Bounds = bounds, Threads = 2 }, code, new SessionModel<UInt128>(code));
        ModelResult narrow = Explore(bounds);

        Assert.Equal((298_243, 1_271_698, 22), (wide.States, wide.Transitions, wide.Levels));
        Assert.Equal((narrow.States, narrow.Transitions, narrow.Levels), (wide.States, wide.Transitions, wide.Levels));
        Assert.Equal(narrow.Goals, wide.Goals);
    }

    [Fact]
    public void ABoundOnStatesIsReachedOnlyWhereThereAreMore()
    {
        var bounds = new ModelBounds { Names = 2, Handles = 2, Kernels = 2 };
        ModelResult exact = ModelChecker.Run(new() { Bounds = bounds, MaxStates = 1_872 });
        ModelResult less = ModelChecker.Run(new() { Bounds = bounds, MaxStates = 1_871 });
        ModelResult lessWithThreads = ModelChecker.Run(new() { Bounds = bounds, MaxStates = 1_871, Threads = 3 });

        Assert.Equal((Verdict.Pass, null), (exact.Verdict, exact.Stopped));
        Assert.Equal((Verdict.Inconclusive, "more than 1871 states"), (less.Verdict, less.Stopped));
        Assert.InRange(less.States, 1, 1_871);
        Assert.Equal((less.States, less.Transitions, less.Levels),
            (lessWithThreads.States, lessWithThreads.Transitions, lessWithThreads.Levels));
    }

    [Fact]
    public void ABoundOnMemoryIsInconclusive()
    {
        ModelResult result = ModelChecker.Run(new()
        {
            Bounds = new() { Names = 3, Handles = 4, Kernels = 2 },
            MaxBytes = 12 << 20,
        });

        Assert.Equal((Verdict.Inconclusive, "states would take more than 12 MiB"), (result.Verdict, result.Stopped));
    }

    [Fact]
    public void GoalsThatTheBoundsRuleOutAreNotMissed()
    {
        ModelResult one = Explore(new() { Names = 1, Handles = 1, Kernels = 1 });
        ModelResult fewHandles = Explore(new() { Names = 2, Handles = 1, Kernels = 2 });

        Assert.Equal(
            ["retrieve: ok", "close: ok, incoming", "kexec: ok", "retrieve: -EINVAL, handed out before"], one.GoalsRuledOut);
        Assert.Equal(["create: -ENOMEM"], fewHandles.GoalsRuledOut);
        Assert.Equal((Verdict.Pass, Verdict.Pass), (one.Verdict, fewHandles.Verdict));
    }

    [Theory]
    [InlineData(0, 1, 1, false)]
    [InlineData(8, 1, 1, false)]
    [InlineData(1, 16, 1, false)]
    [InlineData(1, 1, 17, false)]
    [InlineData(5, 15, 16, true)]
    [InlineData(6, 6, 2, false)]
    [InlineData(7, 5, 16, true)]
    public void BoundsThatDoNotFitAreRefused(int names, int handles, int kernels, bool fits) =>
        Assert.Equal(fits, new ModelBounds { Names = names, Handles = handles, Kernels = kernels }.Objection() is null);

    private static ModelResult Explore(ModelBounds bounds, Symmetry symmetry = Symmetry.None, int threads = 1) =>
        ModelChecker.Run(new() { Bounds = bounds, Symmetry = symmetry, Threads = threads });
}
