using LuoVerified.Abi;
using LuoVerified.Impl.AsPosted;

namespace LuoVerified.Impl.Fixes;

/// <summary>Upstream's fix of defect F: a deserialize that finds no memory remembers that.</summary>
internal sealed class RememberedError(KernelPlatform platform) : AsPostedSessions(platform)
{
    /// <summary>The design.</summary>
    public static Design Declared { get; } = Fix.Of(
        "fix-f",
        "The patch with a deserialize that remembers every error, as upstream fixed defect F.",
        platform => new RememberedError(platform)) with
    {
        Expect = new Dictionary<string, string> { ["deserialize-without-memory"] = "leak; also linearizable" },
    };

    /// <inheritdoc/>
    protected override Errno WithoutMemory() => Remember(Errno.ENOMEM);
}
