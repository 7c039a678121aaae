using System.Globalization;
using System.Text.RegularExpressions;
using LuoVerified.Check;
using LuoVerified.Impl;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Tests;

/// <summary>The matrix of docs/defects.md, which takes minutes to make, is held to what is known without making it.</summary>
public partial class DefectMatrixTests
{
    private const string Expected = "`quiesced-is-empty`: - on as-posted, where quiesce-against-deserialize expects it";

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "defects.md"));

    [Fact]
    public void ItSaysWhatIsKnown() => Assert.Empty(Problems(Page));

    /// <summary>What is looked at would be seen.</summary>
    [Theory]
    [InlineData(@"\| `hardened` \|.*\n", "", "rows")]
    [InlineData("`hardened`", "`hardened-2`", "rows")]
    [InlineData(@"(\| `hardened` \|.*\n)(\| `as-posted-closing-counter`.*\n)", "$2$1", "rows")]
    [InlineData("`names-intact` ", "`names-in-tact` ", "columns")]
    [InlineData("`leak` . `deadlock`", "`deadlock` | `leak`", "columns")]
    [InlineData("(`as-posted` .* 1/0 .) 3/0", "$1 -", Expected)]
    [InlineData("3/0 \\| - \\| 4/1", "3/0 | 0/0 | 4/1", "`image-equals-live`: 0/0 on as-posted-fix-b is no size")]
    [InlineData("`as-posted` . 1/0", "`as-posted` | 1/0 | 1/0", "as-posted has 16 cells")]
    [InlineData("of 27 rules are", "of 26 rules are", "rules that nothing breaks")]
    [InlineData("(\\| `hardened`.*)-", "$1 2/0", "hardened")]
    public void ItsProblemsAreNamed(string from, string to, string problem)
    {
        int at = Page.IndexOf("| design | `names", StringComparison.Ordinal);
        string changed = Page[..at] + new Regex(from).Replace(Page[at..], to, 1);

        Assert.NotEqual(Page, changed);
        Assert.Contains(Problems(changed), each => each.StartsWith(problem, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Problems(string page)
    {
        string[][] rows = [.. Table().Match(page).Value.TrimEnd('\n').Split('\n').Select(Cells)];
        string[] rules = rows[0][1..];
        Dictionary<string, string[]> cells = rows[2..].ToDictionary(row => row[0], row => row[1..]);
        if (!rows[2..].Select(row => row[0]).SequenceEqual(Design.All.Select(design => design.Name)))
        {
            yield return $"rows: {string.Join(", ", rows[2..].Select(row => row[0]))}";
            yield break;
        }

        if (!rules.SequenceEqual(SessionChecks.All.Select(rule => rule.Name).Intersect(rules)))
        {
            yield return $"columns: {string.Join(", ", rules)}";
            yield break;
        }

        foreach (Design design in Design.All)
        {
            string[] row = cells[design.Name];
            if (row.Length != rules.Length)
            {
                yield return $"{design.Name} has {row.Length} cells";
                continue;
            }

            foreach ((int at, string cell) in row.Index().Where(each => !Size().IsMatch(each.Item)))
            {
                yield return $"`{rules[at]}`: {cell} on {design.Name} is no size";
            }

            foreach ((string scenario, string rule) in design.JudgedBy.SelectMany(scenario => MustBreak(design, scenario), (scenario, rule) => (scenario.Name, rule)))
            {
                if (Array.IndexOf(rules, rule) is var at && (at < 0 || row[at] == "-"))
                {
                    yield return $"`{rule}`: - on {design.Name}, where {scenario} expects it";
                }
            }
        }

        if (cells[Design.Hardened.Name].Any(cell => cell != "-"))
        {
            yield return "hardened breaks a rule";
        }

        Match sum = Sum().Match(page);
        int broken = Enumerable.Range(0, rules.Length).Count(at => cells.Values.Any(row => row[at] != "-"));
        if (Number(sum, 1) != SessionChecks.All.Count - broken || Number(sum, 2) != SessionChecks.All.Count || broken != rules.Length)
        {
            yield return $"rules that nothing breaks: {SessionChecks.All.Count - broken} of {SessionChecks.All.Count}, and {broken} of {rules.Length} columns have a size";
        }
    }

    /// <summary>Rules that must be found, data races included.</summary>
    private static IEnumerable<string> MustBreak(Design design, Scenario scenario) =>
        [.. design.ExpectationOf(scenario).MustFind, .. design.ExpectedRaces(scenario).Count > 0 ? [Checks.DataRace] : (string[])[]];

    private static string[] Cells(string line) => [.. line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries).Select(cell => cell.Trim('`'))];

    private static int Number(Match match, int group) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;

    [GeneratedRegex(@"^\| design \| `names-in.*\n(\|.*\n)+", RegexOptions.Multiline)]
    private static partial Regex Table();

    /// <summary>Operations, and switches but for data races.</summary>
    [GeneratedRegex("^(-|[1-9][0-9]*(/[0-9]+)?)$")]
    private static partial Regex Size();

    [GeneratedRegex(@"^(\d+) of (\d+) rules are broken on none", RegexOptions.Multiline)]
    private static partial Regex Sum();
}
