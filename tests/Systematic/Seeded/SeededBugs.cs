using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Check;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;
using LuoVerified.Impl.Files;
using LuoVerified.Impl.Memory;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;

namespace LuoVerified.Systematic.Tests.Seeded;

/// <summary>A bug put in on purpose, with a scenario that brings it out.</summary>
/// <param name="Check">The rule that it breaks.</param>
/// <param name="Program">Set-up and threads of the scenario.</param>
/// <param name="Create">Makes the service with the bug.</param>
internal sealed record SeededBug(string Check, string Program, Func<KernelPlatform, ISessionService> Create)
{
    /// <summary>See <see cref="Design.LockHierarchy"/>.</summary>
    public IReadOnlyList<string> LockHierarchy { get; init; } = [];

    /// <summary>See <see cref="Design.Keeps"/>.</summary>
    public IReadOnlyList<KeptLock> Keeps { get; init; } = [KeptLock.OfQuiesce];

    public Design Design => new($"seeded-{Check}", "A bug put in on purpose.", Create) { LockHierarchy = LockHierarchy, Keeps = Keeps };

    public Scenario Scenario => ScenarioText.Parse(
        $"scenario seeded\nsummary A bug put in on purpose.\n{Program}\nexpect {Design.Name}: {Check}\n", "seeded");

    /// <summary>The same threads on the design without the bug.</summary>
    public Scenario Twin => ScenarioText.Parse($"scenario twin\nsummary The same without the bug.\n{Program}\n", "twin");

    public override string ToString() => Check;
}

/// <summary>One bug for each rule that no scenario of the catalogue breaks.</summary>
internal static class SeededBugs
{
    private const string RetrieveTwice = "setup create a; kexec; deserialize\nthread retrieve a\nthread retrieve a";
    private const string CreateTwice = "thread create a\nthread create a";
    private const string SerializeAndCreate = "thread serialize\nthread create a";

    public static IReadOnlyList<SeededBug> All { get; } =
    [
        new(Invariants.UniqueNames.Name, CreateTwice, p => new TakesDuplicates(p)),
        new(Invariants.CountMatches.Name, "thread create a\nthread create b", p => new CountsWithoutOneLock(p)),
        new(Invariants.HandedOutOnce.Name, RetrieveTwice, p => new HandsOutTwice(p)),
        new(Checks.StateAgrees, SerializeAndCreate, p => new Conceals(p, Design.Hardened)),
        new(RuntimeChecks.DoubleFree, SerializeAndCreate, p => new OnCreate(p, FreeTwice)),
        new(RuntimeChecks.NullDereference, SerializeAndCreate, p => new OnCreate(p, q => q.Memory.Read(0, 8))),
        new(RuntimeChecks.OutOfBounds, SerializeAndCreate, p => new OnCreate(p, ReadPastTheEnd)),
        new(RuntimeChecks.NotPreserved, SerializeAndCreate, p => new OnCreate(p, RestoreWhatIsOurs)),
        new(Checks.Leak, SerializeAndCreate, p => new OnCreate(p, q => q.Memory.TryAllocPreserve(1, out _))),
        new(Checks.Deadlock, SerializeAndCreate, p => new LocksInBothOrders(p)),
        new(Checks.LockOrder, SerializeAndCreate, p => new NestsLocks(p, "inner", "outer")) { LockHierarchy = ["outer", "inner"] },
        new(Checks.LockLeftHeld, SerializeAndCreate, p => new OnCreate(p, q => q.NewRwSemaphore("forgotten").DownWrite())),
        new(Checks.LockKept, SerializeAndCreate, p => new OnCreate(p, _ => { }))
        {
            Keeps = [new KeptLock("serialize", "gate", Until: null)],
        },
        new(SessionChecks.HandOverRefused, "thread create a; kexec\nthread create b\nnext kernel\nthread deserialize", p => new RefusesSessions(p)),
        new(FileHandler.Contract, SerializeAndCreate, p => new OnCreate(p, q => q.Handler.Unpreserve(1))),
        new(Checks.LockNotHeld, SerializeAndCreate, p => new OnCreate(p, q => q.NewRwSemaphore("free").UpWrite())),
        new(Checks.EveryOperationEnds, SerializeAndCreate, p => new OnCreate(p, SpinForEver)),
        new(Checks.Oops, SerializeAndCreate, p => new OnCreate(p, _ => throw new InvalidOperationException("list corruption"))),
    ];

    private static void FreeTwice(KernelPlatform platform)
    {
        var thing = new Thing(platform);
        thing.Free();
        thing.Free();
    }

    private static void ReadPastTheEnd(KernelPlatform platform)
    {
        platform.Memory.TryAllocPreserve(Limits.PageSize, out ulong address);
        platform.Memory.Read(address + Limits.PageSize - 4, 8);
    }

    private static void RestoreWhatIsOurs(KernelPlatform platform)
    {
        platform.Memory.TryAllocPreserve(Limits.PageSize, out ulong address);
        platform.Memory.RestoreFree(address);
    }

    private static void SpinForEver(KernelPlatform platform)
    {
        platform.Memory.TryAllocPreserve(Limits.PageSize, out ulong never);
        while (platform.Memory.Read(never, 1).Span[0] == 0)
        {
        }
    }

    private sealed class Thing(KernelPlatform platform) : TrackedObject(platform)
    {
        public override string Label => "thing";
    }

    private sealed class OnCreate(KernelPlatform platform, Action<KernelPlatform> bug) : SeededSessions(platform)
    {
        public override Errno Create(ByteString name, out ISessionFile? file)
        {
            Errno err = base.Create(name, out file);
            bug(Platform);
            return err;
        }
    }

    private sealed class RefusesSessions(KernelPlatform platform) : SeededSessions(platform)
    {
        public override Errno SetupIncoming(FdtReader tree) => Errno.EINVAL;
    }

    private sealed class TakesDuplicates(KernelPlatform platform) : SeededSessions(platform)
    {
        private readonly List<ByteString> _duplicates = [];

        public override Errno Create(ByteString name, out ISessionFile? file)
        {
            Errno err = base.Create(name, out file);
            if (err == Errno.EEXIST)
            {
                _duplicates.Add(name);
                err = Platform.CreateFile(() => { }, out file);
            }

            return err;
        }

        public override SessionSnapshot Inspect()
        {
            SessionSnapshot sound = base.Inspect();
            return sound with
            {
                Outgoing = [.. sound.Outgoing, .. _duplicates.Select(name => new ListedSession(name, false))],
                OutgoingCount = sound.OutgoingCount + _duplicates.Count,
            };
        }
    }

    private sealed class HandsOutTwice(KernelPlatform platform) : SeededSessions(platform)
    {
        public override Errno Retrieve(ByteString name, out ISessionFile? file)
        {
            Errno err = base.Retrieve(name, out file);
            return err == Errno.EINVAL ? Platform.CreateFile(() => { }, out file) : err;
        }
    }

    /// <summary>A lost update.</summary>
    private sealed class CountsWithoutOneLock(KernelPlatform platform) : SeededSessions(platform)
    {
        private int _count;

        public override Errno Create(ByteString name, out ISessionFile? file)
        {
            _count++;
            return base.Create(name, out file);
        }

        public override SessionSnapshot Inspect()
        {
            SessionSnapshot sound = base.Inspect();
            return _count < sound.Outgoing.Count ? sound with { OutgoingCount = _count } : sound;
        }
    }

    /// <summary>Create takes two locks of its own, one under the other.</summary>
    internal sealed class NestsLocks : SeededSessions
    {
        private readonly RwSemaphore _first;
        private readonly RwSemaphore _second;

        public NestsLocks(KernelPlatform platform, string first, string second, bool same = false)
            : base(platform)
        {
            _first = platform.NewRwSemaphore(first);
            _second = same ? _first : platform.NewRwSemaphore(second);
        }

        public override Errno Create(ByteString name, out ISessionFile? file)
        {
            using (_first.Read())
            using (_second.Read())
            {
                return base.Create(name, out file);
            }
        }
    }

    private sealed class LocksInBothOrders : SeededSessions
    {
        private readonly RwSemaphore _one;
        private readonly RwSemaphore _two;

        public LocksInBothOrders(KernelPlatform platform)
            : base(platform)
        {
            _one = platform.NewRwSemaphore("one");
            _two = platform.NewRwSemaphore("two");
        }

        public override Errno Create(ByteString name, out ISessionFile? file)
        {
            using (_one.Write())
            using (_two.Write())
            {
                return base.Create(name, out file);
            }
        }

        public override Errno Serialize()
        {
            using (_two.Write())
            using (_one.Write())
            {
                return base.Serialize();
            }
        }
    }
}
