using System.Reflection;
using LuoVerified.Core;
using LuoVerified.Core.Locking;

namespace LuoVerified.Impl.TestBodies;

/// <summary>A lock that a body shall try: the real one, or a copy of it.</summary>
public sealed class LockUnderTest
{
    // By reflection: the rewriter stumbles over the extern methods of UnsafeAccessor.
    private static readonly FieldInfo QueueOfRealLock =
        typeof(FairLock).GetField("_queue", BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly Func<KernelPlatform, DomainLock> _make;

    private LockUnderTest(Func<KernelPlatform, DomainLock> make) => _make = make;

    /// <summary>The lock that kernels use.</summary>
    public static LockUnderTest Real { get; } = new(platform =>
    {
        platform.NewRwSemaphore("lock");
        return platform.Locks[^1];
    });

    /// <summary>A copy of it.</summary>
    public static LockUnderTest Copy(Defect defect) => new(platform => new CopiedLock(platform, defect));

    internal DomainLock Make(KernelPlatform platform) => _make(platform);

    /// <summary>How many threads wait for a lock.</summary>
    internal static int Waiting(DomainLock made) =>
        made is CopiedLock copy ? copy.Waiting : ((Queue<object>)QueueOfRealLock.GetValue(made)!).Count;
}
