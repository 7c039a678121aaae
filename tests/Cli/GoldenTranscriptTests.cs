using LuoVerified.Impl;

namespace LuoVerified.Cli.Tests;

/// <summary>Scripts of Golden/ and what each design prints for them, byte for byte.</summary>
public sealed class GoldenTranscriptTests
{
    private const string ScriptSuffix = ".script.txt";

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (string name in Resources().Where(name => name.EndsWith(ScriptSuffix, StringComparison.Ordinal)))
        {
            string script = name[..^ScriptSuffix.Length];
            foreach (Design design in Design.All.Where(design => HasTranscript(script, design)))
            {
                cases.Add(script, design.Name);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AScriptPrintsItsTranscript(string name, string design)
    {
        ShellRun run = ShellRun.Of(Design.All.Single(each => each.Name == design), Text(name + ScriptSuffix), echo: true);

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Text($"{name}.{design}.txt"), run.Output);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void WithoutEchoAScriptPrintsTheResultsAlone(string name, string design)
    {
        ShellRun run = ShellRun.Of(Design.All.Single(each => each.Name == design), Text(name + ScriptSuffix));

        IEnumerable<string> results = Text($"{name}.{design}.txt").Split('\n').Select(line => line.Split(" -> ")[^1]);
        Assert.Equal(string.Join('\n', results), run.Output);
    }

    [Fact]
    public void EveryTranscriptBelongsToAScript()
    {
        IEnumerable<string> wanted = Cases().SelectMany(row =>
            new[] { row.Data.Item1 + ScriptSuffix, $"{row.Data.Item1}.{row.Data.Item2}.txt" });

        Assert.Equal(wanted.Distinct().Order(StringComparer.Ordinal), Resources());
    }

    /// <summary>The designs of the patch have one for each script; others for those that somebody wrote.</summary>
    private static bool HasTranscript(string script, Design design) =>
        Design.Default.Contains(design) || Resources().Contains($"{script}.{design.Name}.txt");

    private static IEnumerable<string> Resources() => typeof(GoldenTranscriptTests).Assembly.GetManifestResourceNames()
        .Where(name => Design.All.Select(design => $".{design.Name}.txt").Append(ScriptSuffix)
            .Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal);

    private static string Text(string name)
    {
        using var text = new StreamReader(typeof(GoldenTranscriptTests).Assembly.GetManifestResourceStream(name)!);
        return text.ReadToEnd();
    }
}
