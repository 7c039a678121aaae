using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Protocols;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using Monitor = System.Threading.Monitor;

namespace LuoVerified.Protocols.Tests;

/// <summary>Each rule that is checked of a protocol is broken by one that is wrong, in a schedule that replays; its twin
/// that is right passes.</summary>
public class RuleTests
{
    [Fact]
    public void TwoLocksTakenInTwoOrdersAreADeadlock()
    {
        Protocol<Pair, string, int> pair =
            Protocol.Of("pair", _ => new Pair(), (Pair system, string op) => system.Do(op));

        Finding found = Only(pair.Program([["ab"], ["ba"]]), Checks.Deadlock);
        Assert.Equal(
            "A (ab) waits for lock(Object), held by B; B (ba) waits for lock(Object), held by A",
            found.Violation.Message);
        Assert.Equal(
            ["A=1 B=1"], Explorer.Explore(pair, [["ab"], ["ab"]]).Outcomes);
        Assert.Equal(Verdict.Pass, Explorer.Explore(pair, [["ab"], ["ab"]]).Verdict);
    }

    [Fact]
    public void LocksOfTheDomainHaveOneOrder()
    {
        Protocol<DomainPair, string, int> pair =
            Protocol.Of("pair", domain => new DomainPair(domain), (DomainPair system, string op) => system.Do(op));

        // No two threads ever wait for each other in it.
        Subject subject = pair.Program([["ab", "ba"]]);
        ExploreReport report = Explorer.Explore(subject);
        Assert.Equal([Checks.LockOrder, Checks.LockOrder], report.AllFindings.Select(found => found.Violation.Check));
        Assert.All(report.AllFindings, found => Replaying.Replays(subject, found));
        Assert.Equal(Verdict.Pass, Explorer.Explore(pair, [["ab", "ab"]]).Verdict);
    }

    [Fact]
    public void AnInvariantIsJudgedBetweenTwoSectionsAndNotInOne()
    {
        Protocol<Account, string, bool> account = Protocol
            .Of("account", _ => new Account(), (Account system, string op) => system.Move(op))
            .WithInvariant("sum-is-ten", system => (system.Left, system.Right), sum => sum.Left + sum.Right == 10);

        Assert.Equal(Verdict.Pass, Explorer.Explore(account, [["in one"], ["in one"]]).Verdict);
        Finding found = Only(account.Program([["in two"], ["in one"]]), "sum-is-ten");
        Assert.Contains("does not hold; sum-is-ten sees (", found.Violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnInvariantOfTheWholeStateIsJudgedAtTheSameMoments()
    {
        Protocol<Account, string, bool> account = Protocol
            .Of("account", _ => new Account(), (Account system, string op) => system.Move(op))
            .WithInvariant("sum-is-ten", system => system.Left + system.Right == 10);

        Assert.Equal(Verdict.Pass, Explorer.Explore(account, [["in one"], ["in one"]]).Verdict);
        Only(account.Program([["in two"], ["in one"]]), "sum-is-ten");
    }

    [Fact]
    public void TheLastStateIsJudgedToo()
    {
        Protocol<Account, string, bool> account = Protocol
            .Of("account", _ => new Account(), (Account system, string op) => system.Move(op))
            .WithInvariant("never-moved", system => system.Left, left => left == 10);

        Only(account.Program([["in one"]]), "never-moved");
    }

    [Fact]
    public void AnExceptionIsAnOops()
    {
        Protocol<Account, string, bool> account =
            Protocol.Of("account", _ => new Account(), (Account system, string op) => system.Move(op));

        Finding found = Only(account.Program([["all"], ["all"]]), Checks.Oops);
        Assert.Equal("B: all -> (cut off): InvalidOperationException: nothing is left", found.Violation.Message);
        Assert.Equal(Verdict.Pass, Explorer.Explore(account, [["all"]]).Verdict);
    }

    [Fact]
    public void AnExceptionWhileTheSystemIsMadeIsAnOopsToo()
    {
        Protocol<Account, string, bool> account = Protocol.Of(
            "account",
            Account (Domain _) => throw new InvalidOperationException("no\nroom"),
            (Account system, string op) => true);

        ExploreReport report = Explorer.Explore(account, [["x"]]);
        Assert.Equal("the constructor: InvalidOperationException: no room", Assert.Single(report.Findings).Violation.Message);
    }

    [Fact]
    public void WhatWasFreedIsNotUsed()
    {
        Protocol<Handle, string, bool> handle =
            Protocol.Of("handle", domain => new Handle(domain), (Handle system, string op) => system.Do(op));

        Assert.Equal(Verdict.Pass, Explorer.Explore(handle, [["use", "free"]]).Verdict);
        ExploreReport report = Explorer.Explore(handle, [["use"], ["free"]]);
        Assert.Contains(report.Findings, found => found.Violation.Check == RuntimeChecks.UseAfterFree);
    }

    [Fact]
    public void ALockIsGivenUpBeforeItsOperationEndsAndByItsHolder()
    {
        Protocol<object, string, bool> gate = Protocol.Of("gate", _ => new object(), (object system, string op) =>
        {
            if (op == "enter")
            {
                Monitor.Enter(system);
            }
            else
            {
                Monitor.Exit(system);
            }

            return true;
        });

        Only(gate.Program([["enter", "exit"]]), Checks.LockLeftHeld);
        Only(gate.Program([["exit"]]), Checks.LockNotHeld);
    }

    [Fact]
    public void AnOperationThatNeverEndsIsFound()
    {
        Protocol<InterlockedCounter, string, bool> spin = Protocol.Of(
            "spin", _ => new InterlockedCounter(), (InterlockedCounter system, string op) =>
        {
            while (op == "wait" && system.Get() == 0)
            {
            }

            return op == "wait" || system.Increment() > 0;
        });

        var options = new ExploreOptions { StopAt = Checks.EveryOperationEnds };
        Finding found = Assert.Single(Explorer.Explore(spin, [["wait"], ["go"]], options).Findings);
        Assert.Equal(Checks.EveryOperationEnds, found.Violation.Check);
    }

    [Fact]
    public void AnOperationMayWaitAsItsSpecificationSays()
    {
        Specification<string, int> specification = Specification.Waiting(0, (int full, string op) =>
            op == "put" ? (0, full + 1) : full == 0 ? ((int, int)?)null : (full, full - 1));
        Protocol<InterlockedCounter, string, int> box = Protocol.Of(
            "box",
            _ => new InterlockedCounter(),
            (InterlockedCounter system, string op) => op == "put" ? system.Increment() * 0 : system.Get(),
            specification);

        // A take in an empty box should have waited, and answers 0.
        Finding found = Only(box.Program([["put"], ["take"]]), Checks.Linearizable);
        Assert.Contains("take must wait, answered 0", found.Violation.Message, StringComparison.Ordinal);
        Assert.Equal(Verdict.Pass, Explorer.Explore(box.Program([["take"]], setUp: ["put"])).Verdict);
    }

    /// <summary>The one rule that a program breaks; its schedule replays, also from a file.</summary>
    private static Finding Only(Subject subject, string rule)
    {
        ExploreReport report = Explorer.Explore(subject);
        Finding found = Assert.Single(report.AllFindings);
        Assert.Equal((rule, Verdict.Violation), (found.Violation.Check, report.Verdict));
        Assert.Contains(rule, report.Outcomes);
        Replaying.Replays(subject, found);
        return found;
    }

    private sealed class Pair
    {
        private readonly object _a = new();
        private readonly object _b = new();

        public int Do(string order)
        {
            lock (order == "ab" ? _a : _b)
            {
                lock (order == "ab" ? _b : _a)
                {
                    return 1;
                }
            }
        }
    }

    private sealed class DomainPair(Domain domain)
    {
        private readonly DomainMutex _a = domain.NewMutex("a");
        private readonly DomainMutex _b = domain.NewMutex("b");

        public int Do(string order)
        {
            using LockGuard outer = (order == "ab" ? _a : _b).Lock();
            using LockGuard inner = (order == "ab" ? _b : _a).Lock();
            return 1;
        }
    }

    private sealed class Account
    {
        private readonly object _gate = new();

        public int Left { get; private set; } = 10;

        public int Right { get; private set; }

        public bool Move(string how)
        {
            lock (_gate)
            {
                int all = how == "all" && Left == 0 ? throw new InvalidOperationException("nothing is left") : Left;
                Left -= how == "all" ? all : 1;
                if (how != "in two")
                {
                    Right += how == "all" ? all : 1;
                    return true;
                }
            }

            lock (_gate)
            {
                Right++;
                return false;
            }
        }
    }

    private sealed class Handle(Domain domain)
    {
        private readonly Thing _thing = new(domain);

        public bool Do(string op)
        {
            if (op == "free")
            {
                _thing.Free();
            }
            else
            {
                using LockGuard guard = _thing.Gate.Lock();
                _thing.Touch();
            }

            return true;
        }
    }

    private sealed class Thing : TrackedObject
    {
        public Thing(Domain domain)
            : base(domain) => Gate = domain.NewMutex("gate", this);

        public override string Label => "thing";

        public DomainMutex Gate { get; }
    }
}
