namespace LuoVerified.Cli.Tests.Added;

/// <summary>What it takes to add an operation to the session service: a file of its own with a line in the list, a method of
/// the interface, and that method in each design. A copy of the sources gets one, is built, and everything knows it.</summary>
[Collection(nameof(GrownSources))]
public sealed class AddedOperationTests(GrownSources grown)
{
    private const string Scenario = """
        scenario idle-against-deserialize
        summary One session waits to be deserialized while somebody asks whether there is none.
        setup create a; kexec
        thread idle
        thread deserialize
        expect hardened: pass
        expect as-posted: linearizable
        """;

    [Fact]
    public void AnOperationIsAFileALineOfTheListAMethodOfTheInterfaceAndOneInEachDesign()
    {
        // Designs that differ from another in an operation or two derive from DelegatingService.
        Assert.Equal(
            ["AsPostedSessions", "DelegatingService", "HardenedSessions", "ISessionOperations", "Idle", "LuoDevice", "SessionOperation"],
            grown.Touched.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        Assert.Equal(7, grown.Touched.Distinct().Count());

        (CopiedSources copy, string luo) = (grown.Sources, grown.Luo);
        copy.Write("idle.scenario", Scenario + "\n");

        // Every way to check knows it, passes what is right, and finds what is not.
        (int exitCode, string output) = copy.Run(luo, "prove", copy["idle.scenario"], "--out", copy["proofs"]);
        Assert.True(exitCode == 0 && output.Contains("linearizable", StringComparison.Ordinal), output);
        (exitCode, output) = copy.Run(luo, "check", copy["idle.scenario"], "--out", copy["traces"]);
        Assert.True(exitCode == 0, output);
        string trace = Assert.Single(Directory.GetFiles(copy["traces"], "*linearizable*.trace"));
        (exitCode, output) = copy.Run(luo, "replay", trace);
        Assert.True(exitCode == 0 && output.Contains("idle", StringComparison.Ordinal), output);
        (exitCode, output) = copy.Run(luo, "model", "--names", "2", "--handles", "2", "--kernels", "2", "--judge", "--json", "-");
        Assert.True(exitCode == 0 && output.Contains("idle: waits", StringComparison.Ordinal), output);
        (exitCode, output) = copy.Run(luo, "fuzz", "--design", "as-posted", "--programs", "60", "--time", "60", "--out", copy["fuzz"]);
        Assert.True(exitCode is 0 or 1, output);
        (exitCode, output) = copy.RunWith("idle\ncreate a\nidle\nhelp\n", luo, "shell");
        Assert.True(exitCode == 0 && output.StartsWith("true\nok h1\nfalse\n", StringComparison.Ordinal), output);
        Assert.Contains("idle                    tell whether", output, StringComparison.Ordinal);
    }
}
