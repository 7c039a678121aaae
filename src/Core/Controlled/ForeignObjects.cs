using System.Collections.Concurrent;
using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;

namespace LuoVerified.Core.Controlled;

/// <summary>What stands in a domain for the locks and the volatile fields of code that knows nothing of it.</summary>
/// <param name="domain">The domain.</param>
/// <param name="newLock">Makes a lock of a class.</param>
internal sealed class ForeignObjects(Domain domain, Func<string, DomainLock> newLock)
{
    private static readonly object Statics = new();

    private readonly ConcurrentDictionary<object, ForeignLock> _locks = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<object, ConcurrentDictionary<int, AtomicField>> _fields =
        new(ReferenceEqualityComparer.Instance);

    /// <summary>The lock for an object that threads lock.</summary>
    /// <param name="locked">The object.</param>
    public ForeignLock Lock(object locked) => _locks.GetOrAdd(locked, key => new ForeignLock(
        newLock($"lock({key.GetType().Name})"), key is not System.Threading.ReaderWriterLockSlim));

    /// <summary>The target of the steps on a volatile field.</summary>
    /// <param name="target">The object; null for a static field.</param>
    /// <param name="site">A site that accesses the field.</param>
    public AtomicField Field(object? target, Site site) =>
        _fields.GetOrAdd(target ?? Statics, _ => new()).GetOrAdd(site.Part, _ => new AtomicField(domain, site.Member));
}
