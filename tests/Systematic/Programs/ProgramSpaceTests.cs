using LuoVerified.Impl;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Systematic.Tests.Programs;

/// <summary>Every program of a size is written down, and once.</summary>
public class ProgramSpaceTests
{
    /// <summary>The numbers of docs/programs.md, and what a count by hand says.</summary>
    [Theory]
    [InlineData("1x1", 1, 1, 99)]
    [InlineData("1x1", 1, 2, 462)]
    [InlineData("1x1", 2, 1, 368)]
    [InlineData("1x1", 2, 2, 2_759)]
    [InlineData("1x1", 3, 1, 791)]
    [InlineData("1x2", 1, 1, 1_619)]
    [InlineData("2x1", 1, 1, 693)]
    [InlineData("2x1", 2, 1, 3_375)]
    public void AsManyAsACountByHandSays(string size, int names, int kernels, int programs)
    {
        Assert.True(ProgramSize.TryParse(size, out ProgramSize parsed));
        Assert.Equal(CountedByHand.Programs(parsed, names, kernels), new ProgramSpace(parsed, Over(names, kernels)).Count);
        Assert.Equal(programs, new ProgramSpace(parsed, Over(names, kernels)).Count);
    }

    /// <summary>The same with files.</summary>
    [Theory]
    [InlineData("1x1", 1, 1, 1, 143)]
    [InlineData("1x1", 1, 1, 2, 241)]
    [InlineData("1x1", 1, 2, 1, 1_404)]
    [InlineData("1x1", 2, 1, 1, 690)]
    [InlineData("1x2", 1, 1, 1, 3_941)]
    [InlineData("2x1", 1, 1, 1, 1_269)]
    [InlineData("2x1", 1, 2, 1, 17_696)]
    [InlineData("1x1", 1, 2, 2, 3_000)]
    [InlineData("2x1", 1, 1, 2, 3_255)]
    public void AsManyWithFilesAsACountByHandSays(string size, int names, int kernels, int files, int programs)
    {
        Assert.True(ProgramSize.TryParse(size, out ProgramSize parsed));
        long counted = new ProgramSpace(parsed, Over(names, kernels) with { Files = files }, Design.Hardened).Count;
        Assert.Equal(CountedByHand.Programs(parsed, names, kernels, files), counted);
        Assert.Equal(programs, counted);
    }

    [Theory]
    [InlineData("1x1", 2, 2, 0, 2_759)]
    [InlineData("1x2", 1, 2, 0, 10_566)]
    [InlineData("1x2", 2, 2, 0, 97_459)]
    [InlineData("2x1", 1, 2, 0, 4_477)]
    [InlineData("2x1", 2, 2, 0, 44_297)]
    [InlineData("1x2", 1, 2, 1, 57_662)]
    public void AsManyAsTheDocsSay(string size, int names, int kernels, int files, int programs)
    {
        Assert.True(ProgramSize.TryParse(size, out ProgramSize parsed));
        Assert.Equal(programs, new ProgramSpace(parsed, Over(names, kernels) with { Files = files }).Count);
    }

    /// <summary>Each is a program that a file can hold, no two of one size are called the same, and each set-up leads where the
    /// specification says on the hardened design.</summary>
    [Theory]
    [InlineData("1x1", 2, 2)]
    [InlineData("2x1", 1, 2)]
    [InlineData("1x2", 1, 1)]
    public void EachIsAProgramThatAFileCanHoldAndASetUpThatCanBePerformed(string size, int names, int kernels)
    {
        Assert.True(ProgramSize.TryParse(size, out ProgramSize parsed));
        var space = new ProgramSpace(parsed, Over(names, kernels));
        HashSet<string> seen = [];
        for (int setUp = 0; setUp < space.SetUps; setUp++)
        {
            bool isFirst = true;
            foreach (Scenario program in space.Programs(setUp))
            {
                string text = ScenarioText.Format(program);
                Assert.Equal(text, ScenarioText.Format(ScenarioText.Parse(text, "text")));
                Assert.True(seen.Add(program.Name));
                Assert.Equal((parsed.Threads, parsed.All), (program.Phases[0].Count, program.Phases[0].Sum(thread => thread.Count)));
                if (isFirst)
                {
                    ScenarioRun.RequireUsable(program, Design.Hardened);
                    isFirst = false;
                }
            }
        }
    }

    [Theory]
    [InlineData("2x3", 2, 3)]
    [InlineData("1x8", 1, 8)]
    [InlineData("4x1", 4, 1)]
    [InlineData("3x3", 3, 3)]
    public void ASizeIsThreadsTimesOperations(string text, int threads, int operations)
    {
        Assert.True(ProgramSize.TryParse(text, out ProgramSize size));
        Assert.Equal(new ProgramSize(threads, operations), size);
        Assert.Equal(text, size.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("0x1")]
    [InlineData("5x1")]
    [InlineData("1x9")]
    [InlineData("2x5")]
    [InlineData("4x3")]
    [InlineData("1x-1")]
    [InlineData("2 x 1")]
    [InlineData("2x1x1")]
    [InlineData("2X1")]
    public void WhatIsNoSizeIsRefused(string text) => Assert.False(ProgramSize.TryParse(text, out _));

    private static ProgramBounds Over(int names, int kernels) => new() { Names = names, Kernels = kernels };
}
