using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LuoVerified.Check.Tests.Banned;

/// <summary>The ban on threading primitives bites: projects by the names of ours, under the same build files, are built
/// with things that are banned, and without.</summary>
public sealed partial class BanTests : IDisposable
{
    private const string Locks =
        "static class Locks { static void P(object o) { lock (o) { System.Threading.Monitor.PulseAll(o); } } }\n";

    private static readonly string Root = FindRoot();
    private readonly string _folder = Directory.CreateTempSubdirectory("luo-ban-").FullName;

    public BanTests()
    {
        string[] shared = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];
        foreach (string name in shared)
        {
            Write(name, $"<Project><Import Project=\"{Path.Combine(Root, name)}\" /></Project>");
        }

        File.Copy(Path.Combine(Root, ".editorconfig"), Path.Combine(_folder, ".editorconfig"));
        File.Copy(Path.Combine(Root, "global.json"), Path.Combine(_folder, "global.json"));
    }

    /// <summary>One build, because that is what takes the time.</summary>
    [Fact]
    public void EachThreadingPrimitiveIsRefusedAtItsLineButInTheFolderOfTheLocks()
    {
        string[] projects = ["Core", "Spec", "Impl"];
        foreach (string project in projects)
        {
            Project(project);
            Write($"src/{project}/Banned.cs", BannedSnippets.Source);
            Write($"src/{project}/Clean.cs", BannedSnippets.Clean);
        }

        Write("src/Core/Locking/Locks.cs", Locks);
        string output = Build(out int exitCode, projects);

        Assert.NotEqual(0, exitCode);
        (string Project, string File, int Line, string Rule)[] errors =
        [
            .. Error().Matches(output).Select(match => (
                match.Groups["project"].Value,
                match.Groups["file"].Value,
                int.Parse(match.Groups["line"].ValueSpan, provider: null),
                match.Groups["rule"].Value)),
        ];
        Assert.All(errors, error => Assert.True(
            error.Rule is "RS0030" or "LUO0001" && error.File == "Banned.cs", error.ToString()));
        foreach (string project in projects)
        {
            IEnumerable<int> missed = Enumerable.Range(BannedSnippets.First, BannedSnippets.Count)
                .Except(errors.Where(error => error.Project == project).Select(error => error.Line));
            Assert.Empty(missed.Select(line => $"{project}: {BannedSnippets.At(line)}"));
        }
    }

    [Fact]
    public void TheTwinWithoutThemIsBuilt()
    {
        Project("Core");
        Write("src/Core/Clean.cs", BannedSnippets.Clean);
        Write("src/Core/Locking/Locks.cs", Locks);
        string output = Build(out int exitCode, "Core");
        Assert.True(exitCode == 0, output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    private void Project(string name) => Write(
        $"src/{name}/LuoVerified.{name}.csproj",
        // How a static class of a snippet looks is not the point here.
        "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><EnforceCodeStyleInBuild>false</EnforceCodeStyleInBuild>"
        + "<AnalysisLevel>none</AnalysisLevel><NoWarn>$(NoWarn);CS0649;CS1998</NoWarn></PropertyGroup></Project>");

    private string Build(out int exitCode, params string[] projects)
    {
        string all = string.Concat(projects.Select(name =>
            $"<Project Path=\"src/{name}/LuoVerified.{name}.csproj\" />"));
        Write("all.slnx", $"<Solution>{all}</Solution>");
        var start = new ProcessStartInfo(
            "dotnet", ["build", "all.slnx", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-tl:off"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
        };
        // Those of the build that started the tests.
        foreach (string name in start.Environment.Keys
            .Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using Process build = Process.Start(start)!;
        string output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        exitCode = build.ExitCode;
        return output;
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    [GeneratedRegex(@"src[/\\](?<project>\w+)[/\\](?:\w+[/\\])*"
        + @"(?<file>\w+\.cs)\((?<line>\d+),\d+\): (?:error|warning) (?<rule>\w+):")]
    private static partial Regex Error();
}
