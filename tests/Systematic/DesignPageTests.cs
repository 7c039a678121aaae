using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Systematic.Tests;

/// <summary>docs/designs: each design has its page, and what stands there is what is found.</summary>
public class DesignPageTests
{
    private const string Folder = "designs/";

    public static TheoryData<string> Names() => [.. Design.All.Select(design => design.Name)];

    /// <summary>If this fails, the message has what the page must say.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void ThePageSaysWhatTheCatalogueFinds(string name)
    {
        Design design = Design.All.Single(each => each.Name == name);
        Assert.Contains(Verdicts(design), Page(PageOf(design)), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryPageIsThatOfADesign()
    {
        string[] pages = [.. typeof(DesignPageTests).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))];
        Assert.Equal(Design.All.Select(PageOf).Distinct().Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    /// <summary>One with 2 sessions a block, or 1, shares the page of that with as many as the kernel has; every other has its own.</summary>
    private static string PageOf(Design design) =>
        $"{Folder}{(design.Name[^2..] is "-1" or "-2" ? design.Name[..^2] : design.Name)}.md";

    private static string Page(string page)
    {
        using Stream? stream = typeof(DesignPageTests).Assembly.GetManifestResourceStream(page);
        Assert.True(stream is not null, $"docs/{page} is missing");
        using var text = new StreamReader(stream);
        return text.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Verdicts(Design design)
    {
        int scenarios = 0;
        List<string> rows = [];
        foreach (Scenario scenario in design.JudgedBy)
        {
            scenarios++;
            ExploreReport report = Explorer.Explore(scenario, design);
            Assert.True(report.CoversAll, $"{scenario.Name} on {design.Name} is not exhausted");
            IEnumerable<string> rules = report.Findings.Select(finding => finding.Violation.Check);
            string[] broken = [.. rules.Concat(report.DataRaces.Select(_ => Checks.DataRace)).Distinct().Order(StringComparer.Ordinal)];
            if (broken.Length > 0)
            {
                rows.Add($"| `{scenario.Name}` | {string.Join(", ", broken.Select(rule => $"`{rule}`"))} |");
            }
        }

        string head = $"`luo prove --design {design.Name} --samples 0`: {scenarios} scenarios, {scenarios - rows.Count} pass";
        return rows.Count == 0
            ? $"{head}.\n"
            : $"{head}; the others:\n\n| scenario | broken rules |\n| --- | --- |\n{string.Join("\n", rows)}\n";
    }
}
