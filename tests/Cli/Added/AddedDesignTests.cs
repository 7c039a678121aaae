namespace LuoVerified.Cli.Tests.Added;

/// <summary>What it takes to add a design: a file in a folder of its own. A copy of the sources gets one, is built, and every command knows
/// it, what must be found on it included. (That its page is missing then is said by <c>DesignPageTests</c>.)</summary>
public sealed class AddedDesignTests : IDisposable
{
    private const string Class = """
        using LuoVerified.Abi;

        namespace LuoVerified.Impl.Added;

        /// <summary>The hardened sessions, with another error for a name that is too long.</summary>
        internal sealed class OtherError(KernelPlatform platform) : DelegatingSessions(Design.Hardened.Create(platform))
        {
            /// <summary>The design.</summary>
            public static Design Declared { get; } = new("other-error", "Hardened with another error.", platform => new OtherError(platform))
            {
                LockHierarchy = Design.Hardened.LockHierarchy,
                Expect = new Dictionary<string, string> { ["names-at-the-limits"] = "linearizable" },
            };

            /// <inheritdoc/>
            public override Errno Create(ByteString name, out ISessionFile? file)
            {
                file = null;
                return CString.Length(name) > Limits.SessionNameMaxBytes ? Errno.ENFILE : base.Create(name, out file);
            }
        }

        """;

    private readonly CopiedSources _copy = new();

    /// <inheritdoc/>
    public void Dispose() => _copy.Dispose();

    [Fact]
    public void ADesignIsAFileOfItsOwn()
    {
        _copy.Write("src/Impl/Added/OtherError.cs", Class);
        string luo = _copy.BuildLuo();

        (int exitCode, string output) = _copy.Run(luo, "designs");
        Assert.True(exitCode == 0 && output.Contains("other-error", StringComparison.Ordinal), output);

        string[] scenarios = ["--scenario", "names-at-the-limits", "--scenario", "two-creates-of-one-name", "--samples", "0", "--out", _copy["traces"]];
        (exitCode, output) = _copy.Run([luo, "prove", "--design", "other-error", .. scenarios]);
        Assert.True(exitCode == 0 && output.Contains("every expectation met", StringComparison.Ordinal), output);
        string trace = Assert.Single(Directory.GetFiles(_copy["traces"], "*other-error*.trace"));
        Assert.Contains("names-at-the-limits.other-error.linearizable", trace, StringComparison.Ordinal);
        (exitCode, output) = _copy.Run(luo, "replay", trace);
        Assert.True(exitCode == 0, output);
        (_, output) = _copy.Run([luo, "prove", "--design", "all", .. scenarios]);
        Assert.Contains("other-error", output, StringComparison.Ordinal);
    }
}
