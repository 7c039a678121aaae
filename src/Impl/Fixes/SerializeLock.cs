using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Impl.AsPosted;

namespace LuoVerified.Impl.Fixes;

/// <summary>Upstream's fix of defect B (bb1328be35bf): a lock over all. Create, retrieve and close hold it for reading, serialize
/// takes it for writing and keeps it.</summary>
internal sealed class SerializeLock(KernelPlatform platform) : AsPostedSessions(platform)
{
    /// <summary>The design.</summary>
    public static Design Declared { get; } = Fix.Of(
        "fix-b",
        "The patch with a lock over all that serialize keeps, as upstream fixed defect B.",
        platform => new SerializeLock(platform)) with
    {
        Keeps = Fix.KeptForEver(LockClass),
        WaitsOnceFrozen = ["create", "retrieve", "close", "serialize"],
        Lacks = ["abort"],
        Expect = new Dictionary<string, string>
        {
            ["serialize-against-create"] = Fix.Pass,
            ["serialize-against-close"] = Fix.Pass,
            ["serialize-against-failing-create"] = Fix.Pass,
            ["live-update-under-load"] = Fix.Pass,
            ["two-serializes"] = Fix.Pass,
            ["serialize-against-retrieve"] = Fix.Pass,
        },
    };

    /// <summary>The class of the lock.</summary>
    public const string LockClass = "luo_session_serialize_rwsem";

    private readonly RwSemaphore _serializeRwSem = platform.NewRwSemaphore(LockClass);

    /// <inheritdoc/>
    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        using (_serializeRwSem.Read())
        {
            return base.Create(name, out file);
        }
    }

    /// <inheritdoc/>
    public override Errno Retrieve(ByteString name, out ISessionFile? file)
    {
        using (_serializeRwSem.Read())
        {
            return base.Retrieve(name, out file);
        }
    }

    /// <summary>Ok, and the lock is kept: there is no way to fail without files.</summary>
    /// <inheritdoc/>
    public override Errno Serialize()
    {
        _serializeRwSem.DownWrite();
        return base.Serialize();
    }

    /// <inheritdoc/>
    protected override void Release(LuoSession session)
    {
        using (_serializeRwSem.Read())
        {
            base.Release(session);
        }
    }
}
