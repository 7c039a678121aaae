using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;
using LuoVerified.Impl;
using LuoVerified.Impl.Memory;

namespace LuoVerified.Cli.Tests;

/// <summary>Designs that do what the proper ones never do in one thread.</summary>
internal static class FlawedDesigns
{
    /// <summary>Create frees an object twice, and then gives up the object's own lock: a second broken rule.</summary>
    public static Design DoubleFree { get; } = new("double-free", "", platform => new Flawed(platform));

    /// <summary>No kernel boots with what another handed over.</summary>
    public static Design RefusesHandOver { get; } = new(
        "refuses-hand-over", "", platform => new Flawed(platform) { SetupIncomingAnswer = Errno.EINVAL });

    /// <summary>The first two creates, in whichever runs they are, take more steps than all that follow.</summary>
    public static Design Changes
    {
        get
        {
            var calls = new Counter();
            return new Design("changes", "", platform => new Wrapped(platform)
            {
                OnCreate = (gate, _) =>
                {
                    for (int i = 0; calls.Value < 2 && i < 3; i++)
                    {
                        gate.Lock().Dispose();
                    }

                    calls.Value++;
                },
            });
        }
    }

    /// <summary>A create of <c>b</c> ends with an error of ours, as a lock of ours would throw it.</summary>
    public static Design ThrowsOurs { get; } = new("throws-ours", "", platform => new Wrapped(platform)
    {
        OnCreate = (gate, name) =>
        {
            gate.Lock().Dispose();
            if (name.ToString() == "b")
            {
                throw new InternalErrorException("our bug");
            }
        },
    });

    /// <summary>A create of <c>b</c> ends with an error of ours before its first step, any other with one of the code.</summary>
    public static Design ThrowsOursToo { get; } = new("throws-ours-too", "", platform => new Wrapped(platform)
    {
        OnCreate = (_, name) => throw (name.ToString() == "b" ? new InternalErrorException("our bug") : new InvalidOperationException("no a")),
    });

    /// <summary>A create throws before its first step.</summary>
    public static Design ThrowsAtOnce { get; } = new("throws-at-once", "", platform => new Wrapped(platform)
    {
        OnCreate = (_, name) => throw new InvalidOperationException($"no {name}"),
    });

    /// <summary>A create throws between two steps; what it was stopped by, it throws as another exception.</summary>
    public static Design ThrowsOnItsWayOut { get; } = new("throws-on-its-way-out", "", platform => new Wrapped(platform)
    {
        OnCreate = (gate, name) =>
        {
            try
            {
                gate.Lock().Dispose();
                if (name.ToString() == "b")
                {
                    throw new InvalidOperationException("no b");
                }
            }
            catch (Exception stopped)
            {
                throw new InvalidOperationException($"no {name}", stopped);
            }
        },
    });

    /// <summary>A create takes a lock and does not give it back.</summary>
    public static Design KeepsALock { get; } = new("keeps-a-lock", "", platform => new Wrapped(platform) { OnCreate = (gate, _) => gate.Lock() });

    /// <summary>Once <c>b</c> is created it shows a state that our judge cannot take.</summary>
    public static Design ShowsNothing { get; } = new("shows-nothing", "", platform => new Wrapped(platform)
    {
        OnShow = shown => shown.OutgoingCount == 2 ? shown with { Outgoing = null! } : shown,
    });

    /// <summary>Once two sessions are there it throws when it is asked for its state.</summary>
    public static Design ThrowsWhileShown { get; } = new("throws-while-shown", "", platform => new Wrapped(platform)
    {
        OnShow = shown => shown.OutgoingCount == 2 ? throw new InvalidOperationException("no state") : shown,
    });

    /// <summary>The same without the error.</summary>
    public static Design Mended { get; } = new(
        "throws-ours", "", platform => new Wrapped(platform) { OnCreate = (gate, _) => gate.Lock().Dispose() });

    /// <summary>Outlives the runs, which nothing that is watched can do.</summary>
    [Unwatched]
    private sealed class Counter
    {
        public int Value { get; set; }
    }

    /// <summary>The hardened design with something before each create, and after each look at the state.</summary>
    private sealed class Wrapped(KernelPlatform platform) : DelegatingSessions(Design.Hardened.Create(platform))
    {
        private readonly DomainMutex _gate = platform.NewMutex("wrapped");

        public Action<DomainMutex, ByteString> OnCreate { get; init; } = (_, _) => { };

        public Func<SessionSnapshot, SessionSnapshot> OnShow { get; init; } = shown => shown;

        public override Errno Create(ByteString name, out ISessionFile? file)
        {
            OnCreate(_gate, name);
            return base.Create(name, out file);
        }

        public override SessionSnapshot Inspect() => OnShow(base.Inspect());
    }

    private sealed class Thing : TrackedObject
    {
        private readonly DomainMutex _mutex;

        public Thing(KernelPlatform platform)
            : base(platform) => _mutex = platform.NewMutex("mutex", this);

        public override string Label => "thing";

        public LockGuard Lock() => _mutex.Lock();
    }

    private sealed class Flawed(KernelPlatform platform) : DelegatingSessions(Design.Hardened.Create(platform))
    {
        public Errno SetupIncomingAnswer { get; init; }

        public override Errno SetupIncoming(FdtReader tree) =>
            SetupIncomingAnswer == Errno.Ok ? base.SetupIncoming(tree) : SetupIncomingAnswer;

        public override Errno Create(ByteString name, out ISessionFile? file)
        {
            file = null;
            var thing = new Thing(platform);
            using (thing.Lock())
            {
                thing.Free();
                thing.Free();
            }

            return Errno.Ok;
        }
    }
}
