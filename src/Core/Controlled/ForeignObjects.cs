using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;

namespace LuoVerified.Core.Controlled;

/// <summary>What stands in a domain for the locks and the fields of code that knows nothing of it. One thread at a time
/// runs, so nothing is guarded.</summary>
/// <param name="domain">The domain.</param>
/// <param name="newLock">Makes a lock of a class.</param>
internal sealed class ForeignObjects(Domain domain, Func<string, DomainLock> newLock)
{
    private static readonly object Statics = new();

    private readonly Dictionary<object, ForeignLock> _locks = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, Dictionary<int, FieldTarget>> _fields = new(ReferenceEqualityComparer.Instance);

    /// <summary>The lock for an object that threads lock.</summary>
    /// <param name="locked">The object.</param>
    public ForeignLock Lock(object locked)
    {
        if (!_locks.TryGetValue(locked, out ForeignLock? known))
        {
            bool isReentrant = locked is not System.Threading.ReaderWriterLockSlim;
            _locks.Add(locked, known = new ForeignLock($"lock({locked.GetType().Name})", newLock, isReentrant));
        }

        return known;
    }

    /// <summary>The target of the steps on a field, an element or a collection.</summary>
    /// <param name="access">An access to it.</param>
    public FieldTarget Field(in Access access)
    {
        if (!_fields.TryGetValue(access.Target ?? Statics, out Dictionary<int, FieldTarget>? parts))
        {
            _fields.Add(access.Target ?? Statics, parts = []);
        }

        if (!parts.TryGetValue(access.Part, out FieldTarget? known))
        {
            parts.Add(access.Part, known = new FieldTarget(domain, access));
        }

        return known;
    }
}
