using LuoVerified.Abi;
using LuoVerified.Impl.AsPosted;

namespace LuoVerified.Impl.Fixes;

/// <summary>Upstream's fix of defect H (e947433cd0d2): a create refuses names of 0 and of more than 63 bytes.</summary>
internal sealed class CheckedNames(KernelPlatform platform) : AsPostedSessions(platform)
{
    /// <summary>The design.</summary>
    public static Design Declared { get; } = Fix.Of(
        "fix-h",
        "The patch with a create that checks the length of names, as upstream fixed defect H.",
        platform => new CheckedNames(platform)) with
    {
        Expect = new Dictionary<string, string> { ["names-at-the-limits"] = Fix.Pass },
    };

    /// <inheritdoc/>
    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        file = null;
        return CString.Length(name) is 0 or > Limits.SessionNameMaxBytes ? Errno.EINVAL : base.Create(name, out file);
    }
}
