using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
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

    private sealed class Thing : TrackedObject
    {
        private readonly Core.Locking.Mutex _mutex;

        public Thing(KernelPlatform platform)
            : base(platform) => _mutex = platform.NewMutex("mutex", this);

        public override string Label => "thing";

        public LockGuard Lock() => _mutex.Lock();
    }

    private sealed class Flawed(KernelPlatform platform) : ISessionService
    {
        public Errno SetupIncomingAnswer { get; init; }

        public Errno SetupIncoming(FdtReader tree) => SetupIncomingAnswer;

        public Errno SetupOutgoing(FdtWriter tree) => LuoTree.WriteSessionNode(tree, 0) == FdtError.None ? Errno.Ok : Errno.ENOSPC;

        public Errno Create(ByteString name, out SessionFile? file)
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

        public Errno Retrieve(ByteString name, out SessionFile? file)
        {
            file = null;
            return Errno.ENOENT;
        }

        public Errno Serialize() => Errno.Ok;

        public Errno AbortSerialize() => Errno.Ok;

        public Errno Deserialize() => Errno.Ok;

        public bool Quiesce() => false;

        public void Resume()
        {
        }

        public SessionSnapshot Inspect() => new([], 0, [], 0, false, false, false, 0);
    }
}
