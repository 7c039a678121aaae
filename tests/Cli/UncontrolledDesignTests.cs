using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Proving;
using LuoVerified.Core.Watching;
using LuoVerified.Coyote;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Tests;

/// <summary>A design that the checker does not control is bad input: one line and exit code 2.</summary>
public class UncontrolledDesignTests
{
    private static readonly Scenario TwoCreates =
        ScenarioText.Parse("scenario two\nsummary s\nthread create a\nthread create b\n", "two");

    private static readonly Design Locks = new("locks", "", Create);

    public static TheoryData<string> Commands() => ["prove", "check", "fuzz"];

    [Theory]
    [MemberData(nameof(Commands))]
    public void ItIsOneLineAndExitTwo(string command)
    {
        using var error = new StringWriter();
        int exitCode = Program.Guard(error, () =>
        {
            Run(command);
            return ExitCode.Ok;
        });
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Matches(
            @"^luo: design locks uses System\.Threading\.Monitor\.Enter in UncontrolledDesignTests\.Create "
            + @"\(UncontrolledDesignTests\.cs:\d+\), which this checker does not control; "
            + @"use NewMutex or NewRwSemaphore of the platform\n$",
            error.ToString());
    }

    private static void Run(string command)
    {
        switch (command)
        {
            case "prove":
                ProofRunner.Run(new PlacedPair(1, TwoCreates, Locks), new ExploreOptions(), workers: 2, samples: 10, Path.GetTempPath());
                break;
            case "check":
                var plan = new CheckPlan([(TwoCreates, Locks)], new CheckOptions(), 10, Path.GetTempPath());
                CheckRunner.Run(plan, new FailureLog(plan.Output, ""), new CheckProgress(new LiveLine(TextWriter.Null)));
                break;
            default:
                Fuzzer.Run(new FuzzOptions { Designs = [Locks], Programs = 1, MaxExecutions = 1 });
                break;
        }
    }

    [Unwatched]
    private static ISessionService Create(KernelPlatform platform)
    {
        lock (platform)
        {
            return Design.Hardened.Create(platform);
        }
    }
}
