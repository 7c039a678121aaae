using System.Collections.Concurrent;
using System.Reflection;
using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Check.Designs;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Impl.Seeded;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Systematic.Tests.Seeded;
using SemaphoreSlim = System.Threading.SemaphoreSlim;
using Thread = System.Threading.Thread;

namespace LuoVerified.Systematic.Tests;

/// <summary>A thread that stops where the checker cannot see it ends the exploration instead of hanging it.</summary>
public sealed class StuckThreadTests : IDisposable
{
    private static readonly Scenario TwoCreates =
        ScenarioText.Parse("scenario two\nsummary s\nthread create a\nthread create b\n", "two");

    private static readonly ExploreOptions Impatient = new() { Patience = TimeSpan.FromSeconds(0.4) };

    /// <summary>What the designs wait for; given at the end, so that no thread is left behind.</summary>
    private readonly SemaphoreSlim _gate = new(0);

    [Fact]
    public void AThreadThatWaitsBehindReflectionIsNamed()
    {
        string message = Assert.Throws<UncontrolledDesignException>(
            () => Prover.Prove(TwoCreates, Waits(_gate, after: true), Impatient)).Message;
        Assert.Equal(Stuck("A"), message);
    }

    [Fact]
    public void SeveralWorkersEndToo()
    {
        string message = Assert.Throws<UncontrolledDesignException>(
            () => Prover.Prove(TwoCreates, Waits(_gate, after: true), Impatient, workers: 2)).Message;
        Assert.StartsWith("scenario two on design waits: for 0.4 s thread ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AThreadThatNeverComesToAStepIsNamedToo()
    {
        string message = Assert.Throws<UncontrolledDesignException>(
            () => Explorer.Explore(TwoCreates, Waits(_gate, after: false), Impatient)).Message;
        Assert.Contains("thread B has come neither to a step nor to its end, and to no step before; ", message);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(0, 100)]
    public void SamplingNamesItToo(int barging, int volume)
    {
        var options = new CheckOptions
        {
            BargingSchedules = barging,
            VolumeSchedules = volume,
            Patience = Impatient.Patience,
        };
        string message = Assert.Throws<UncontrolledDesignException>(
            () => SessionSampling.Check(TwoCreates, Waits(_gate, after: true), options)).Message;
        Assert.Contains(message, (string[])[Stuck("A"), Stuck("B")]);
    }

    /// <summary>Coyote's own semaphores would spin then.</summary>
    [Theory]
    [InlineData(10, 0)]
    [InlineData(0, 100)]
    public void WhatIsStuckBetweenTwoSchedulesEndsWhenItGoesOn(int barging, int volume)
    {
        Loop loop = new();
        var options = new CheckOptions
        {
            BargingSchedules = barging,
            VolumeSchedules = volume,
            Patience = Impatient.Patience,
            TimeIsUp = () =>
            {
                loop.Call();
                return false;
            },
        };
        Assert.Equal(Verdict.Pass, SessionSampling.Check(TwoCreates, Design.Hardened, options).Verdict);
        loop.GoesOn = true;
        Assert.True(Assert.Single(loop.Stuck).Join(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void AnExplorationThatTakesLongerThanThePatienceGoesOn()
    {
        using SemaphoreSlim open = new(int.MaxValue);
        ExploreOptions options = new() { Patience = TimeSpan.FromSeconds(1) };
        Assert.Equal(Verdict.Pass, Explorer.Explore(TwoCreates, Waits(open, after: true, pause: 200), options).Verdict);
    }

    public void Dispose()
    {
        _gate.Release(1_000);
        _gate.Dispose();
    }

    private static string Stuck(string thread) =>
        $"scenario two on design waits: for 0.4 s thread {thread} has come neither to a step nor to its end, since its "
        + "step 'release-read gate'; it waits or loops where this checker does not control it";

    private static Design Waits(SemaphoreSlim gate, bool after, int pause = 0) =>
        new("waits", "", platform => new Waiting(platform, gate, after, pause));

    private sealed class Waiting(KernelPlatform platform, SemaphoreSlim gate, bool after, int pause)
        : SeededSessions(platform)
    {
        public override Errno Create(ByteString name, out ISessionFile? file)
        {
            file = null;
            Errno? err = after ? base.Create(name, out file) : null;
            Call("System.Threading.Thread", "Sleep", null, pause);
            Call("System.Threading.SemaphoreSlim", "Wait", gate);
            return err ?? base.Create(name, out file);
        }

        private static void Call(string type, string method, object? target, params object[] arguments) =>
            typeof(object).Assembly.GetType(type)!
                .GetMethod(
                    method,
                    BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance,
                    [.. arguments.Select(each => each.GetType())])!
                .Invoke(target, arguments);
    }

    /// <summary>Loops until it is told to go on.</summary>
    private sealed class Loop
    {
        private volatile bool _goesOn;
        private int _calls;

        /// <summary>The threads that have come to it.</summary>
        public ConcurrentQueue<Thread> Stuck { get; } = [];

        public bool GoesOn
        {
            set => _goesOn = value;
        }

        /// <summary>The fifth call of all loops.</summary>
        public void Call()
        {
            if (++_calls == 5)
            {
                Stuck.Enqueue(Thread.CurrentThread);
                while (!_goesOn)
                {
                    Thread.Yield();
                }
            }
        }
    }
}
