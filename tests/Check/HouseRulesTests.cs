using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Coyote;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Monitors;
using LuoVerified.Mutation;
using LuoVerified.Pages;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;

namespace LuoVerified.Check.Tests;

/// <summary>The rules of the house that no compiler holds.</summary>
public partial class HouseRulesTests
{
    private static readonly string Root = FindRoot();

    private static string[] BelowSessions =>
        ["LuoVerified.Abi", "LuoVerified.Core", "LuoVerified.Spec", "LuoVerified.Impl"];

    public static TheoryData<string, string[]> Arrows() => new()
    {
        { Name(typeof(Errno)), [] },
        { Name(typeof(WaitMonitor)), [] },
        { Name(typeof(Domain)), ["LuoVerified.Monitors"] },
        { Name(typeof(SessionSpec)), ["LuoVerified.Abi", "LuoVerified.Core"] },
        { Name(typeof(Machine)), ["LuoVerified.Abi", "LuoVerified.Core"] },
        { Name(typeof(Verdict)), ["LuoVerified.Core"] },
        { Name(typeof(TracePage)), ["LuoVerified.Check"] },
        { Name(typeof(CoyoteChecker)), ["LuoVerified.Monitors", "LuoVerified.Core", "LuoVerified.Check"] },
        { Name(typeof(Scenario)), [.. BelowSessions, "LuoVerified.Check", "LuoVerified.Coyote"] },
        { Name(typeof(Fuzzer)), [.. BelowSessions, "LuoVerified.Check", "LuoVerified.Sessions"] },
        {
            Name(typeof(MutationRun)),
            [.. BelowSessions, "LuoVerified.Monitors", "LuoVerified.Weaver", "LuoVerified.Check", "LuoVerified.Sessions", "LuoVerified.Fuzz"]
        },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void ReferencesPointOneWay(string assembly, string[] allowed)
    {
        IEnumerable<string> ours = Assembly.Load(assembly).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("LuoVerified.", StringComparison.Ordinal) || name == "luo");
        Assert.Empty(ours.Except(allowed));
    }

    [Theory]
    [InlineData("LuoVerified.Core")]
    [InlineData("LuoVerified.Check")]
    [InlineData("LuoVerified.Coyote")]
    public void TheCheckingLibraryHasNoNameOfSessionsOrKernels(string assembly)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static
            | BindingFlags.DeclaredOnly;
        string[] names =
        [
            .. Assembly.Load(assembly).GetExportedTypes()
                .SelectMany(type => type.GetMembers(Declared).Select(member => $"{type.FullName}.{member.Name}")),
        ];
        Assert.InRange(names.Length, 50, int.MaxValue);
        Assert.DoesNotContain(names, NameOfSessions().IsMatch);
    }

    [Fact]
    public void OnlyTheCoyoteProjectKnowsCoyote()
    {
        foreach (string project in Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            bool knows = File.ReadAllText(project).Contains("Microsoft.Coyote", StringComparison.Ordinal);
            Assert.Equal(Path.GetFileName(project) == "LuoVerified.Coyote.csproj", knows);
        }
    }

    [Fact]
    public void FilesHoldOneIdeaAndStayShort()
    {
        // A design is one class, as the patch is one file: whoever compares reads it in one piece.
        string[] designs = ["src/Impl/Hardened/HardenedSessions.cs"];
        IEnumerable<string> tooLong = Sources("src")
            .Where(file => File.ReadAllLines(file).Length > (designs.Any(file.Replace('\\', '/').EndsWith) ? 340 : 256));
        Assert.Empty(tooLong);
    }

    [Fact]
    public void NothingIsLeftOpen()
    {
        IEnumerable<string> open = Sources("src").Where(file => OpenMark().IsMatch(File.ReadAllText(file)));
        Assert.Empty(open);
    }

    [Fact]
    public void EveryPathAndCommandThatTheDocsNameExists()
    {
        List<string> missing = [];
        foreach (string document in Directory.GetFiles(Root, "*.md").Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md")))
        {
            foreach (Match path in PathInDocs().Matches(File.ReadAllText(document)))
            {
                string named = path.Groups[1].Value.TrimEnd('/', '.');
                if (!Path.Exists(Path.Combine(Root, named)) && !named.Contains('*', StringComparison.Ordinal))
                {
                    missing.Add($"{Path.GetFileName(document)}: {named}");
                }
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void TheDocsListEveryCheckAndEveryScenario()
    {
        string checks = File.ReadAllText(Path.Combine(Root, "docs/checks.md"));
        Assert.All(SessionChecks.All, check => Assert.Contains($"`{check.Name}`", checks, StringComparison.Ordinal));
        string scenarios = File.ReadAllText(Path.Combine(Root, "docs/scenarios.md"));
        Assert.All(Catalogue.All, scenario => Assert.Contains($"`{scenario.Name}`", scenarios, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.GetFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal));

    private static string Name(Type type) => type.Assembly.GetName().Name!;

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex("Session|Kernel|Kexec|Scenario", RegexOptions.IgnoreCase)]
    private static partial Regex NameOfSessions();

    [GeneratedRegex("TODO|FIXME|HACK|NotImplementedException|#pragma warning disable")]
    private static partial Regex OpenMark();

    [GeneratedRegex(@"`((?:src|tests|docs|build|bench|\.ci)/[A-Za-z0-9_./*-]+)`")]
    private static partial Regex PathInDocs();
}
