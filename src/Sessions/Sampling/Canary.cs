using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Check.Sample;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
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

    /// <summary>Looks for the bug in each way of sampling.</summary>
    /// <param name="options">The options of the check that is to come; its counts and time limit do not matter.</param>
    /// <exception cref="InternalErrorException">A way does not find it: a pass in that way would mean
    /// nothing.</exception>
    public static void Require(SamplingOptions options)
    {
        foreach (SamplingOptions each in options.Alone(Most))
        {
            CheckResult result = SessionSampling.Check(Scenario, Design, each with { TimeIsUp = () => false, Ran = null });
            if (result.AgainstExpectation != Verdict.Pass)
            {
                throw new InternalErrorException(
                    $"the canary bug is not found in {Most} schedules ({options.StrategyName}; volume, barging, drawn: "
                        + $"{result.Volume}, {result.Barging}, {result.Drawn}): passes would mean nothing");
            }
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
