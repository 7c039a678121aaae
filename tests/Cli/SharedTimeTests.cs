using System.Globalization;

namespace LuoVerified.Cli.Tests;

/// <summary>Several commands share one budget of time: each ends at the same moment, in whichever order they run.</summary>
public sealed class SharedTimeTests : IDisposable
{
    private const string Variable = "LUO_UNTIL";
    private readonly Scratch _scratch = new();

    public static TheoryData<string[]> Commands() => new()
    {
        new[] { "check", "--scenario", "two-retrieves" },
        new[] { "prove", "--scenario", "two-retrieves" },
        new[] { "prove", "--programs", "1x1", "--names", "1", "--design", "hardened" },
        new[] { "fuzz", "--programs", "5" },
        new[] { "mutate", "--part", "hardened" },
        new[] { "model", "--names", "1", "--handles", "1", "--kernels", "1", "--json", "-" },
    };

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public void WhatBeginsAfterTheEndOfTheBudgetIsInconclusive(string[] command)
    {
        string[] args = command[0] is "mutate" or "model" ? command : [.. command, "--out", _scratch.Folder];
        string past = At(-1);
        ProcessRun shared = Shared(past, args);
        CommandRun named = CommandRun.Of([.. args, "--until", past]);
        Assert.Equal((named.ExitCode, named.Output, named.Error), (shared.ExitCode, shared.Output, shared.Error));
        Assert.Equal(4, named.ExitCode);
        Assert.Contains("the time was up", named.Output, StringComparison.Ordinal);
        Assert.Empty(_scratch.Files);
    }

    /// <summary>What is run beforehand is what a run without a budget shows.</summary>
    [Fact]
    public void ABudgetThatLastsChangesNothing()
    {
        string[] args = ["check", "--scenario", "two-retrieves", "--iterations", "100", "--json", "-"];
        ProcessRun free = ProcessRun.AtHome(_scratch.Folder, args);
        Assert.Equal(0, free.ExitCode);
        Assert.Equal(free, ProcessRun.AtHome(_scratch.Folder, [.. args, "--until", At(3600)]));
    }

    [Fact]
    public void TheNearerOfTwoLimitsCounts()
    {
        string[] args = ["check", "--scenario", "two-retrieves", "--iterations", "1000000000", "--out", _scratch.Folder];
        Assert.Equal(4, ProcessRun.Of("", [.. args, "--time", "100000", "--until", At(1)]).ExitCode);
        Assert.Equal(4, ProcessRun.Of("", [.. args, "--time", "0.5", "--until", At(100_000)]).ExitCode);
        Assert.Equal(4, ProcessRun.Of("", "model", "--time", "0.5", "--until", At(100_000)).ExitCode);
        Assert.Equal(0, Shared(At(-1), ["check", "--scenario", "two-retrieves", "--iterations", "20", "--out", _scratch.Folder, "--until", At(3600)]).ExitCode);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("253402300800")]
    public void ATimeThatIsNoneIsOneLine(string text)
    {
        string message = $"wants a time in whole seconds since 1970, as date +%s has it, not '{text}'. See 'luo check --help'.\n";
        Assert.Equal(new ProcessRun(2, "", $"luo: --until {message}"), ProcessRun.AtHome(_scratch.Folder, "check", $"--until={text}"));
        Assert.Equal(new ProcessRun(2, "", $"luo: {Variable} {message}"), Shared(text, "check"));
        Assert.Empty(_scratch.Files);
    }

    private static string At(int seconds) => (DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);

    private static ProcessRun Shared(string until, params string[] args) =>
        ProcessRun.Program("sh", ["-c", ProcessRun.Command(args)], [(Variable, until)]);
}
