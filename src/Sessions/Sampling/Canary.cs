using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Check.Sample;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Sampling;

/// <summary>A bug that every check must be able to find, looked for before each check: a session counter that is kept
/// beside the list, read under one lock section and written under the next. Without a switch of threads inside a create
/// list and counter agree; with one they may not.</summary>
public static class Canary
{
    private const long Most = 5_000;

    private static Scenario Scenario { get; } = ScenarioText.Parse(
        $"""
        scenario canary
        summary Two threads create sessions; the counter loses one.
        thread create a
        thread create b
        expect canary: {Invariants.CountMatches.Name}
        """,
        "canary");

    private static Design Design { get; } = new("canary", "Counts sessions wrongly.", platform => new Sessions(platform));

    /// <summary>Looks for the bug in both modes.</summary>
    /// <param name="options">The options of the check that is to come; its counts and time limit do not matter.</param>
    /// <exception cref="InternalErrorException">A mode does not find it: a pass in that mode would mean
    /// nothing.</exception>
    public static void Require(CheckOptions options)
    {
        foreach (SamplingMode mode in Enum.GetValues<SamplingMode>())
        {
            CheckResult result = CoyoteChecker.Check(Scenario, Design, options with
            {
                BargingSchedules = mode == SamplingMode.Barging ? Most : 0,
                VolumeSchedules = mode == SamplingMode.Volume ? Most : 0,
                TimeIsUp = () => false,
            });
            if (result.AgainstExpectation != Verdict.Pass)
            {
                throw new InternalErrorException(
                    $"the canary bug is not found in {Most} schedules ({mode}, {options.Strategy.Name}): passes would mean nothing");
            }
        }
    }

    /// <summary>Looks for the bug on models of the locks.</summary>
    /// <param name="options">The options of the check that is to come; its count and time limit do not matter.</param>
    /// <exception cref="InternalErrorException">It is not found: a pass would mean nothing.</exception>
    public static void Require(SampleOptions options)
    {
        CheckResult result = ScheduleSampler.Check(Scenario, Design, options with { Schedules = Most, TimeIsUp = () => false });
        if (result.AgainstExpectation != Verdict.Pass)
        {
            throw new InternalErrorException(
                $"the canary bug is not found in {Most} schedules ({options.Strategy}): passes would mean nothing");
        }
    }

    private sealed class Sessions(KernelPlatform platform) : DelegatingSessions(Design.Hardened.Create(platform))
    {
        private readonly RwSemaphore _lock = platform.NewRwSemaphore("canary");
        private long _count;

        public override Errno Create(ByteString name, out ISessionFile? file)
        {
            Errno err = base.Create(name, out file);
            long seen;
            using (_lock.Read())
            {
                seen = _count;
            }

            using (_lock.Write())
            {
                _count = seen + 1;
            }

            return err;
        }

        public override SessionSnapshot Inspect() => base.Inspect() with { OutgoingCount = _count };
    }
}
