using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using LuoVerified.Cli.Origins;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Tests;

/// <summary>A result names all that it rests on, with samples or without.</summary>
public sealed class BasisTests : IDisposable
{
    private const string Text = "scenario mine\nsummary s\nthread create a\nthread create b\n";

    private readonly Scratch _scratch = new();

    [Fact]
    public void AnotherLineOfAScenarioChangesItsHashAndNoOther()
    {
        string before = Prove(Text, "--samples", "0");
        string blanks = Prove(Text.Replace("\nthread", "\n\n# a comment\nthread", StringComparison.Ordinal), "--samples", "0");
        string after = Prove(Text.Replace("create b", "create c", StringComparison.Ordinal), "--samples", "0");

        Assert.Equal(before, blanks);
        Assert.NotEqual(HashOfScenario(before), HashOfScenario(after));
        Assert.Equal(before, after.Replace(HashOfScenario(after), HashOfScenario(before), StringComparison.Ordinal));
    }

    [Fact]
    public void WithoutSamplesACertificateNamesTheSameButForThem()
    {
        JsonElement without = JsonDocument.Parse(Prove(Text, "--samples", "0")).RootElement;
        JsonElement with = JsonDocument.Parse(Prove(Text, "--samples", "20")).RootElement;

        foreach (string part in (string[])["sources", "designs", "rules", "scenarios", "runtime"])
        {
            Assert.Equal(without.GetProperty(part).GetRawText(), with.GetProperty(part).GetRawText());
        }

        Assert.Equal(JsonValueKind.Null, without.GetProperty("coyote").ValueKind);
        Assert.Equal("1.7.11.0", with.GetProperty("coyote").GetString());
        Assert.Equal((0, 20), (Samples(without), Samples(with)));

        static int Samples(JsonElement basis) => basis.GetProperty("options").GetProperty("samples").GetInt32();
    }

    [Fact]
    public void EqualInputsGiveEqualCertificatesByteForByte()
    {
        CommandRun one = Run(Text, "prove", "--json", Certificate);
        string json = File.ReadAllText(Certificate);
        CommandRun two = Run(Text, "prove", "--json", Certificate);

        Assert.Equal(one, two);
        Assert.Equal(json, File.ReadAllText(Certificate));
    }

    [Fact]
    public void TheTextNamesThemInShortLines()
    {
        CommandRun run = Run(Text, "prove", "--preemptions", "3", "--time", "1000");

        string[] lines = [.. run.Output.Split('\n').SkipWhile(line => !line.StartsWith("rests on ", StringComparison.Ordinal))];
        Assert.InRange(lines.Length, 6, 16);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains($"  scenarios: mine {HashOfScenario(Prove(Text))[..12]}", lines);
        Assert.Contains("--preemptions 3", string.Join(' ', lines), StringComparison.Ordinal);
    }

    [Fact]
    public void ACheckNamesTheSameAsAProof()
    {
        JsonElement proof = JsonDocument.Parse(Prove(Text)).RootElement;
        CommandRun run = Run(Text, "check", "--iterations", "20", "--seed", "7", "--json", "-");
        JsonElement check = JsonDocument.Parse(run.Output).RootElement.GetProperty("basis");

        foreach (string part in (string[])["sources", "designs", "rules", "scenarios", "runtime", "coyote"])
        {
            Assert.Equal(Squeezed(proof.GetProperty(part)), Squeezed(check.GetProperty(part)));
        }

        Assert.Equal(7, check.GetProperty("options").GetProperty("seed").GetInt32());

        static string Squeezed(JsonElement element) => JsonSerializer.Serialize(element);
    }

    [Fact]
    public void ADesignThatIsNotOursIsKnownByItsFileOrItsModule()
    {
        Assembly tests = typeof(BasisTests).Assembly;
        byte[] bytes = File.ReadAllBytes(tests.Location);
        Type copy = Assembly.Load(bytes).GetType(typeof(FlawedDesigns).FullName!)!;
        var inMemory = (Design)copy.GetProperty(nameof(FlawedDesigns.Mended))!.GetValue(null)!;

        Assert.Equal(
            new DesignOrigin("throws-ours", tests.GetName().Name!, "file", Convert.ToHexStringLower(SHA256.HashData(bytes))),
            DesignOrigin.Of(FlawedDesigns.Mended));
        Assert.Equal(
            new DesignOrigin("throws-ours", tests.GetName().Name!, "module", tests.ManifestModule.ModuleVersionId.ToString("N")),
            DesignOrigin.Of(inMemory));
        Assert.Equal("sources", DesignOrigin.Of(Design.Hardened).Kind);
    }

    public void Dispose() => _scratch.Dispose();

    private string Certificate => Path.Combine(_scratch.Folder, "proof.json");

    private static string HashOfScenario(string basis) =>
        JsonDocument.Parse(basis).RootElement.GetProperty("scenarios")[0].GetProperty("sha256").GetString()!;

    /// <summary>What a proof of a scenario rests on.</summary>
    private string Prove(string scenario, params string[] args)
    {
        Assert.Equal(0, Run(scenario, "prove", ["--json", Certificate, .. args]).ExitCode);
        return JsonDocument.Parse(File.ReadAllText(Certificate)).RootElement.GetProperty("basis").GetRawText();
    }

    private CommandRun Run(string scenario, string command, params string[] args)
    {
        string file = _scratch.Write("mine.scenario", scenario);
        return CommandRun.Of([command, file, "--design", "hardened", "--out", _scratch.Folder, .. args]);
    }
}
