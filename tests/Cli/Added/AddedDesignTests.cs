namespace LuoVerified.Cli.Tests.Added;

/// <summary>What it takes to add a design: a file in a folder of its own. A copy of the sources gets one, is built, and every command knows
/// it, what must be found on it included. (That its page is missing then is said by <c>DesignPageTests</c>.)</summary>
[Collection(nameof(GrownSources))]
public sealed class AddedDesignTests(GrownSources grown)
{
    [Fact]
    public void ADesignIsAFileOfItsOwn()
    {
        (CopiedSources copy, string luo) = (grown.Sources, grown.Luo);

        (int exitCode, string output) = copy.Run(luo, "designs");
        Assert.True(exitCode == 0 && output.Contains("other-error", StringComparison.Ordinal), output);

        string[] scenarios = ["--scenario", "names-at-the-limits", "--scenario", "two-creates-of-one-name", "--samples", "0", "--out", copy["designed"]];
        (exitCode, output) = copy.Run([luo, "prove", "--design", "other-error", .. scenarios]);
        Assert.True(exitCode == 0 && output.Contains("every expectation met", StringComparison.Ordinal), output);
        string trace = Assert.Single(Directory.GetFiles(copy["designed"], "*other-error*.trace"));
        Assert.Contains("names-at-the-limits.other-error.linearizable", trace, StringComparison.Ordinal);
        (exitCode, output) = copy.Run(luo, "replay", trace);
        Assert.True(exitCode == 0, output);
        (_, output) = copy.Run([luo, "prove", "--design", "all", .. scenarios]);
        Assert.Contains("other-error", output, StringComparison.Ordinal);
    }
}
