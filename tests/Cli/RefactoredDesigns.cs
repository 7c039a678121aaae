using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Tests;

/// <summary>Designs as they are after somebody has worked on them: of the same name, with other steps.</summary>
internal static class RefactoredDesigns
{
    /// <summary>The patch, with a counter of retrieves under a lock of its own: taken and given back first.</summary>
    public static Design Counts { get; } = Of(Design.AsPosted, platform => new Counting(platform, Design.AsPosted));

    /// <summary>The patch, with a lock around each retrieve that others may share.</summary>
    public static Design SharesRetrieve { get; } = Of(Design.AsPosted, platform => new Shared(platform));

    /// <summary>The patch, with a lock around each retrieve that nobody shares: mended, in a coarse way.</summary>
    public static Design OneAtATime { get; } = Of(Design.AsPosted, platform => new Exclusive(platform));

    /// <summary>The patch with a retrieve that raises an exception: another rule breaks.</summary>
    public static Design Throws { get; } = Of(Design.AsPosted, platform => new Throwing(platform));

    /// <summary>The hardened design with the counter: no lock of it is one of the patch's.</summary>
    public static Design HardenedCounts { get; } = Of(Design.Hardened, platform => new Counting(platform, Design.Hardened));

    private static Design Of(Design design, Func<KernelPlatform, ISessionService> create) => design with { Create = create };

    private sealed class Counting(KernelPlatform platform, Design design) : DelegatingSessions(design.Create(platform))
    {
        private readonly Core.Locking.DomainMutex _gate = platform.NewMutex("statistics");
        private int _retrieves;

        public override Errno Retrieve(ByteString name, out ISessionFile? file)
        {
            using (_gate.Lock())
            {
                _retrieves++;
            }

            return base.Retrieve(name, out file);
        }
    }

    private sealed class Shared(KernelPlatform platform) : DelegatingSessions(Design.AsPosted.Create(platform))
    {
        private readonly RwSemaphore _outer = platform.NewRwSemaphore("outer");

        public override Errno Retrieve(ByteString name, out ISessionFile? file)
        {
            using (_outer.Read())
            {
                return base.Retrieve(name, out file);
            }
        }
    }

    private sealed class Exclusive(KernelPlatform platform) : DelegatingSessions(Design.AsPosted.Create(platform))
    {
        private readonly Core.Locking.DomainMutex _outer = platform.NewMutex("outer");

        public override Errno Retrieve(ByteString name, out ISessionFile? file)
        {
            using (_outer.Lock())
            {
                return base.Retrieve(name, out file);
            }
        }
    }

    private sealed class Throwing(KernelPlatform platform) : DelegatingSessions(Design.AsPosted.Create(platform))
    {
        public override Errno Retrieve(ByteString name, out ISessionFile? file) => throw new InvalidOperationException("no retrieve");
    }
}
