using System.Text.Json.Nodes;
using System.Xml.Linq;
using LuoVerified.Check;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Gate;
using LuoVerified.Cli.Shrinking;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Tests;

/// <summary>Text that means something to whoever reads a report stays text.</summary>
public sealed class ReportTextTests
{
    private const string Nasty = "a\u001b[31m\r\n::error::x%0A,b:c|<script>*d*`e`\u0000\ufffe\ud800\u202e";

    private static readonly WrittenTrace Written = new(
        Trace.Of(Catalogue.All[0], "d", new Finding(new Violation("leak", Nasty), "m", "s", 1, []), seed: 0), Design.Hardened, Nasty);

    private static readonly GateReport Report = new(
        "luo prove",
        [new Rule("leak", "Nothing is left.")],
        [
            new GateRow(Nasty, Nasty, Standing.NotMet, Nasty, Nasty, Nasty,
            [
                new GateFinding("leak", Nasty, false, [new GatePlace("a b/c%,.cs", 3, Nasty), new GatePlace("d:e.cs", 4, Nasty)], "f", Written),
            ]),
            new GateRow("s", "d", Standing.Failed, "internal error", "", Nasty, []),
        ],
        Nasty,
        Nasty,
        3);

    [Fact]
    public void NoReportHoldsAControl()
    {
        foreach (string text in (string[])[JunitReport.Of(Report), SarifReport.Of(Report), GithubReport.Of(Report), MarkdownReport.Of(Report)])
        {
            Assert.DoesNotContain(text, letter => letter is < ' ' and not '\n' or '\u007f' or '\u202e');
        }
    }

    [Fact]
    public void AWorkflowCommandIsOneLineAndSaysOneThing()
    {
        string[] lines = GithubReport.Of(Report).TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("::error file=d%3Ae.cs,line=4,title=leak%3A a␛[31m␍%0A%3A%3Aerror%3A%3Ax%250A%2Cb%3Ac", lines[0], StringComparison.Ordinal);
        string message = lines[0][(lines[0].IndexOf("::a", StringComparison.Ordinal) + 2)..];
        Assert.StartsWith("a␛[31m␍%0A::error::x%250A,b:c|", message, StringComparison.Ordinal);
        Assert.Contains("%0Aa b/c%25,.cs:3: a", message, StringComparison.Ordinal);
        Assert.StartsWith("::error title=internal error%3A s on d::a", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void XmlReadsItsOwnText()
    {
        XElement failure = XDocument.Parse(JunitReport.Of(Report)).Descendants("failure").Single();
        Assert.Contains("<script>*d*`e`␀\ufffd\ufffd\ufffd", failure.Attribute("message")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void SarifNamesFilesAsUris()
    {
        JsonNode result = JsonNode.Parse(SarifReport.Of(Report))!["runs"]![0]!["results"]![0]!;
        Assert.Equal("d%3Ae.cs", (string?)result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]);
        Assert.Equal("a%20b/c%25%2C.cs", (string?)result["relatedLocations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]);
    }

    [Fact]
    public void MarkdownShowsWhatIsThere()
    {
        string text = MarkdownReport.Of(Report);
        Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        Assert.Contains(@"\|\<script\>\*d\*\`e\`", text, StringComparison.Ordinal);
        Assert.Equal(4, text.Split('\n').Count(line => line.StartsWith('|')));
    }
}
