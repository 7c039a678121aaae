using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Protocols;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;
using Monitor = System.Threading.Monitor;
using SemaphoreSlim = System.Threading.SemaphoreSlim;

namespace LuoVerified.Protocols.Tests;

/// <summary>Threads that wait for a pulse or for a semaphore: what is right passes on every schedule, and the usual mistakes are
/// found, with traces that replay. The reduced search tells what the unreduced one tells.</summary>
public class WaitingTests
{
    public static TheoryData<string> Right() => ["waits in a loop", "semaphores"];

    public static TheoryData<string, string> Wrong() => new()
    {
        { "looks once", Checks.Oops },
        { "pulses one", Checks.Deadlock },
        { "pulses nobody", Checks.Deadlock },
        { "pulses too early", Checks.Deadlock },
        { "semaphore too many", Checks.Oops },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public void ARightCellPassesOnEverySchedule(string how)
    {
        foreach (string[][] threads in Programs())
        {
            ExploreReport report = Explorer.Explore(Of(how), threads);
            Assert.True(report.Verdict == Verdict.Pass && report.Exhausted, $"{report}");
            Assert.Equal(0, report.Redundant);
        }
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void AMistakeIsFoundAndReplays(string how, string check)
    {
        bool isFound = false;
        foreach (string[][] threads in Programs())
        {
            Subject subject = Of(how).Program(threads);
            foreach (Finding finding in Explorer.Explore(subject).AllFindings.Where(finding => finding.Violation.Check == check))
            {
                isFound = true;
                Trace trace = TraceText.Parse(TraceText.Format(Trace.Of(subject, finding)), "trace", subject);
                ReplayResult replay = Replayer.Replay(trace, subject);
                Assert.True(replay.Reproduces(trace), replay.ToString());
            }
        }

        Assert.True(isFound);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void TheReducedSearchTellsWhatTheUnreducedTells(string how)
    {
        foreach (string[][] threads in Programs().Where(program => program.Sum(thread => thread.Length) <= 3))
        {
            ExploreReport reduced = Explorer.Explore(Of(how), threads);
            ExploreReport all = Explorer.Explore(Of(how), threads, new ExploreOptions { Reduction = Reduction.None });
            Assert.Equal(all.Outcomes, reduced.Outcomes);
            Assert.True(reduced.Executions <= all.Executions);
        }
    }

    [Fact]
    public void WhoWaitsForAPulseThatNobodySendsIsNamed()
    {
        ExploreReport report = Explorer.Explore(Of("waits in a loop"), [["get"]]);
        Violation deadlock = Assert.Single(report.AllFindings).Violation;
        Assert.Equal((Checks.Deadlock, "A (get) waits for pulse(lock(Cell))"), (deadlock.Check, deadlock.Message));
    }

    [Fact]
    public void ThePulseOfWhoDoesNotHoldTheLockIsAnError()
    {
        Protocol<object, string, int> protocol = Protocol.Of("pulse", _ => new object(), (object system, string op) =>
        {
            Monitor.Pulse(system);
            return 0;
        });
        Violation oops = Assert.Single(Explorer.Explore(protocol, [["pulse"]]).AllFindings).Violation;
        Assert.Equal(Checks.LockNotHeld, oops.Check);
    }

    /// <summary>The run is over at the deadlock. Code that catches that, and goes on, is stopped at the next lock that it would
    /// wait for.</summary>
    [Fact]
    public void CodeThatCatchesEveryExceptionIsNoErrorOfOurs()
    {
        Protocol<object[], string, int> protocol = Protocol.Of(
            "stubborn", _ => new[] { new object(), new object() }, (object[] locks, string op) => Stubborn(locks, op == "ab"));
        Subject subject = protocol.Program([["ab"], ["ba"]]);
        Finding deadlock = Assert.Single(Explorer.Explore(subject).AllFindings);
        Assert.Equal(Checks.Deadlock, deadlock.Violation.Check);
        Trace trace = Trace.Of(subject, deadlock);
        Assert.True(Replayer.Replay(trace, subject).Reproduces(trace));
    }

    private static int Stubborn(object[] locks, bool forwards)
    {
        for (int tries = 0; tries < 3; tries++)
        {
            try
            {
                lock (locks[forwards ? 0 : 1])
                {
                    lock (locks[forwards ? 1 : 0])
                    {
                        return tries;
                    }
                }
            }
            catch (Exception)
            {
                // Tries again.
            }
        }

        return -1;
    }

    public static TheoryData<string> All() => [.. Right().Select(row => row.Data), .. Wrong().Select(row => row.Data.Item1)];

    private static IEnumerable<string[][]> Programs() =>
    [
        [["put"], ["get"]],
        [["put", "put"], ["get", "get"]],
        [["put"], ["get"], ["put", "get"]],
        [["get"], ["get"], ["put", "put"]],
        [["put"], ["put"], ["get", "get"]],
    ];

    private static Protocol<ICell, string, int> Of(string how) => Protocol.Of(
        "cell",
        ICell (_) => how switch
        {
            "semaphores" => new SemaphoreCell(1),
            "semaphore too many" => new SemaphoreCell(2),
            _ => new Cell(how),
        },
        (ICell cell, string op) =>
        {
            if (op == "put")
            {
                cell.Put();
                return 0;
            }

            cell.Get();
            return 1;
        });

    private interface ICell
    {
        void Put();

        void Get();
    }

    /// <summary>Room for one thing.</summary>
    private sealed class Cell(string how) : ICell
    {
        private bool _isFull;

        public void Put() => Change(to: true);

        public void Get() => Change(to: false);

        private void Change(bool to)
        {
            lock (this)
            {
                if (how == "pulses too early")
                {
                    Monitor.PulseAll(this);
                }

                while (_isFull == to)
                {
                    Monitor.Wait(this);
                    if (how == "looks once")
                    {
                        break;
                    }
                }

                if (_isFull == to)
                {
                    throw new InvalidOperationException("the cell is not as it must be");
                }

                _isFull = to;
                if (how == "pulses one")
                {
                    Monitor.Pulse(this);
                }
                else if (how is "waits in a loop" or "looks once")
                {
                    Monitor.PulseAll(this);
                }
            }
        }
    }

    private sealed class SemaphoreCell(int room) : ICell
    {
        private readonly SemaphoreSlim _free = new(room);
        private readonly SemaphoreSlim _full = new(0);
        private int _things;

        public void Put()
        {
            _free.Wait();
            Change(by: 1);
            _full.Release();
        }

        public void Get()
        {
            _full.Wait();
            Change(by: -1);
            _free.Release();
        }

        private void Change(int by)
        {
            lock (this)
            {
                _things += by;
            }

            if (_things > 1)
            {
                throw new InvalidOperationException("two things in a cell");
            }
        }
    }
}
