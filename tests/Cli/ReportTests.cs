using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Json.Schema;
using LuoVerified.Cli.Gate;
using LuoVerified.Cli.Mutating;
using LuoVerified.Mutation;

namespace LuoVerified.Cli.Tests;

/// <summary><c>--report</c>: each kind is what its public schema says, and says what was found and where.</summary>
public sealed class ReportTests : IDisposable
{
    private const string Scenario = "retrieve-against-retrieve-and-close";
    private static readonly JsonSchema Sarif = SarifSchema();

    private readonly Scratch _scratch = new();

    /// <summary>Expected, not expected, inconclusive, unusable, ruled out, and an error of ours.</summary>
    [Theory]
    [InlineData("check", "--iterations", "200")]
    [InlineData("prove", "--samples", "0")]
    public void EachKindFitsItsSchema(string command, string option, string value)
    {
        string catalogue = _scratch.Write("expected.scenario", Text(Scenario));
        string surprise = _scratch.Write("surprise.scenario", Unexpecting(Text(Scenario), "surprise"));
        string stuck = _scratch.Write("stuck.scenario", "scenario stuck\nsummary s\nsetup quiesce; create a\nthread create b\n");
        CommandRun run = All([command, option, value, "--out", _scratch.Folder, catalogue, surprise, stuck, "--design", "as-posted"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", Invalid(Json("r.sarif")));
        Validate(_scratch.Read("r.xml"));
        JsonNode first = Json("r.sarif")["runs"]![0]!;
        JsonNode[] results = [.. first["results"]!.AsArray().Select(each => each!)];
        JsonNode note = results.Single(each => (string?)each["level"] == "note");
        JsonNode error = results.Single(each => (string?)each["level"] == "error");
        Assert.Equal(("use-after-free", "use-after-free"), ((string?)note["ruleId"], (string?)error["ruleId"]));
        Assert.Equal(
            $"expected of {Scenario} on as-posted: use-after-free", (string?)note["suppressions"]![0]!["justification"]);
        Assert.Empty(error["suppressions"]!.AsArray());
        Assert.Equal("Nothing that was freed is touched.", (string?)first["tool"]!["driver"]!["rules"]![(int)error["ruleIndex"]!]!["shortDescription"]!["text"]);
        JsonNode place = error["locations"]![0]!["physicalLocation"]!;
        JsonNode other = Assert.Single(error["relatedLocations"]!.AsArray())!;
        Assert.EndsWith("frees session(a)", (string?)other["message"]!["text"], StringComparison.Ordinal);
        foreach (JsonNode at in new[] { place, other["physicalLocation"]! })
        {
            string file = Path.Combine(ProcessRun.Root(), (string)at["artifactLocation"]!["uri"]!);
            Assert.InRange((int)at["region"]!["startLine"]!, 1, File.ReadAllLines(file).Length);
        }

        Assert.NotEqual((string?)note["partialFingerprints"]!["luoFinding/v1"], (string?)error["partialFingerprints"]!["luoFinding/v1"]);
        JsonNode invocation = first["invocations"]![0]!;
        Assert.Equal((2, false), ((int)invocation["exitCode"]!, (bool)invocation["executionSuccessful"]!));
        Assert.StartsWith("stuck on as-posted: unusable: ", (string?)Assert.Single(invocation["toolExecutionNotifications"]!.AsArray())!["message"]!["text"], StringComparison.Ordinal);

        XElement suite = XDocument.Parse(_scratch.Read("r.xml")).Root!.Element("testsuite")!;
        Assert.Equal(("3", "1", "1"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value));
        Assert.Equal(
            [$"{Scenario} system-out", "surprise failure", "stuck error"],
            suite.Elements("testcase").Select(each => $"{each.Attribute("name")!.Value} {each.Elements().Single().Name}"));

        string[] commands = _scratch.Read("r.txt").TrimEnd('\n').Split('\n');
        Assert.Equal(2, commands.Length);
        Assert.StartsWith($"::error file={place["artifactLocation"]!["uri"]},line={place["region"]!["startLine"]},title=use-after-free%3A surprise on as-posted::", commands[0], StringComparison.Ordinal);
        Assert.StartsWith("::error title=unusable%3A stuck on as-posted::", commands[1], StringComparison.Ordinal);
        Assert.Contains("**surprise on as\\-posted: not as expected**", _scratch.Read("r.md"), StringComparison.Ordinal);
        Assert.Equal($"luo {command}: unusable\n\n{run.Output}", _scratch.Read("r.table"));
        Assert.Equal(_scratch.Read("j.json"), _scratch.Read("r.json"));
    }

    [Fact]
    public void EqualRunsGiveEqualReports()
    {
        string surprise = _scratch.Write("surprise.scenario", Unexpecting(Text(Scenario), "surprise"));
        string[] command = ["prove", "--samples", "0", "--out", _scratch.Folder, surprise];
        All(command);
        string[] before = [.. Reports().Select(_scratch.Read)];
        All(command);
        Assert.Equal(before, Reports().Select(_scratch.Read));
    }

    /// <summary>A rule that had to be broken and was not, and a scenario that a design rules out, have no line of code.</summary>
    [Fact]
    public void WhatIsMissingIsAResultToo()
    {
        string text = Unexpecting(Text("two-retrieves"), "wanting") + "expect hardened: leak\n";
        CommandRun run = All(["prove", "--samples", "0", "--out", _scratch.Folder, "--design", "hardened", _scratch.Write("wanting.scenario", text)]);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", Invalid(Json("r.sarif")));
        Validate(_scratch.Read("r.xml"));
        JsonNode result = Assert.Single(Json("r.sarif")["runs"]![0]!["results"]!.AsArray())!;
        Assert.Equal("leak is expected of wanting on hardened, and was not found (wanting on hardened)", (string?)result["message"]!["text"]);
        Assert.Null(result["locations"]![0]!["physicalLocation"]);
        Assert.Equal("::error title=leak%3A wanting on hardened::leak is expected of wanting on hardened, and was not found\n", _scratch.Read("r.txt"));
    }

    [Fact]
    public void NothingDecidedIsNoPass()
    {
        CommandRun run = All(["prove", "--samples", "0", "--out", _scratch.Folder, "--scenario", "live-update-under-load", "--design", "hardened", "--max-executions", "1"]);
        Assert.Equal(4, run.ExitCode);
        Validate(_scratch.Read("r.xml"));
        Assert.Equal("inconclusive", XDocument.Parse(_scratch.Read("r.xml")).Descendants("failure").Single().Attribute("type")!.Value);
        Assert.StartsWith("::warning title=inconclusive%3A live-update-under-load on hardened::", _scratch.Read("r.txt"), StringComparison.Ordinal);
        Assert.Equal("warning", (string?)Json("r.sarif")["runs"]![0]!["invocations"]![0]!["toolExecutionNotifications"]![0]!["level"]);
    }

    [Fact]
    public void ProgramsAreReportedToo()
    {
        CommandRun fuzzed = All(["fuzz", "--programs", "3", "--out", _scratch.Folder, "--design", "as-posted"]);
        Assert.Equal("", Invalid(Json("r.sarif")));
        Assert.Equal(fuzzed.ExitCode, (int)Json("r.sarif")["runs"]![0]!["invocations"]![0]!["exitCode"]!);
        CommandRun proved = All(["prove", "--programs", "1x1", "--names", "1", "--kernels", "1", "--design", "as-posted", "--out", _scratch.Folder]);
        Validate(_scratch.Read("r.xml"));
        Assert.Equal("", Invalid(Json("r.sarif")));
        int findings = Json("j.json")["findings"]!.AsArray().Count;
        Assert.Equal(findings, Json("r.sarif")["runs"]![0]!["results"]!.AsArray().Count);
        Assert.Equal(findings > 0 ? 1 : 0, proved.ExitCode);
    }

    [Fact]
    public void AMutantThatSurvivesIsAtItsLine()
    {
        CodePart part = CodePart.All[0];
        JudgedMutant[] mutants = [.. part.Mutations.Zip([Fate.Found, Fate.Survived, Fate.Inconclusive], (mutation, fate) =>
            new JudgedMutant(part, mutation, fate, Verdict: null, TimeSpan.Zero))];
        var options = new MutationOptions { Parts = [part], Equivalent = ReviewedMutants.None };
        GateReport report = MutationGate.Of(new MutationScore(options, new MutationReport(mutants, [], 3), ReviewedMutants.None));
        Assert.Equal([Standing.Met, Standing.NotMet, Standing.Undecided], report.Rows.Select(row => row.Standing));
        Assert.Equal(1, report.ExitCode);
        JsonNode sarif = JsonNode.Parse(SarifReport.Of(report))!;
        Assert.Equal("", Invalid(sarif));
        JsonNode place = Assert.Single(sarif["runs"]![0]!["results"]!.AsArray())!["locations"]![0]!["physicalLocation"]!;
        string file = Path.Combine(ProcessRun.Root(), (string)place["artifactLocation"]!["uri"]!);
        Assert.InRange((int)place["region"]!["startLine"]!, 1, File.ReadAllLines(file).Length);
        Validate(JunitReport.Of(report));
    }

    [Theory]
    [InlineData("html=x", "--report wants KIND=FILE with a kind of junit, sarif, github, markdown, json, table, not 'html=x'.")]
    [InlineData("junit", "--report wants KIND=FILE with a kind of junit, sarif, github, markdown, json, table, not 'junit'.")]
    [InlineData("junit=", "--report wants KIND=FILE with a kind of junit, sarif, github, markdown, json, table, not 'junit='.")]
    public void AKindThatThereIsNotIsRefused(string report, string message)
    {
        CommandRun run = CommandRun.Of("prove", "--scenario", "two-retrieves", "--report", report);
        Assert.Equal(new CommandRun(2, "", $"luo: {message} See 'luo prove --help'.\n"), run);
    }

    [Fact]
    public void EveryPathIsTriedBeforeTheWorkAndNoInputIsWrittenOver()
    {
        string scenario = _scratch.Write("my.scenario", "scenario one\nsummary s\nthread create a\n");
        string[] command = ["prove", "--samples", "0", "--out", _scratch.Folder, scenario];
        foreach (string kind in (string[])["junit", "sarif", "github", "markdown", "json", "table"])
        {
            CommandRun over = CommandRun.Of([.. command, "--report", $"{kind}={scenario}"]);
            Assert.Equal(new CommandRun(2, "", $"luo: {scenario}: is there and is no report as {kind}, so it is not overwritten\n"), over);
            string none = Path.Combine(_scratch.Folder, "none", "r");
            Assert.Equal(new CommandRun(2, "", $"luo: {none}: no such directory\n"), CommandRun.Of([.. command, "--report", $"{kind}={none}"]));
        }

        string same = Path.Combine(_scratch.Folder, "same");
        CommandRun twice = CommandRun.Of([.. command, "--report", $"sarif={same}", "--json", same]);
        Assert.Equal(new CommandRun(2, "", $"luo: {same}: two outputs go into this file\n"), twice);
        Assert.Equal(["my.scenario"], _scratch.Files);
    }

    [Fact]
    public void SeveralReportsGoToStandardOutputOneAfterTheOther()
    {
        string[] command = ["prove", "--samples", "0", "--out", _scratch.Folder, "--scenario", "two-retrieves"];
        string text = CommandRun.Of(command).Output;
        Assert.Equal($"luo prove: pass\n\n{text}", CommandRun.Of([.. command, "--report", "github=-", "--report", "table=-"]).Output);
    }

    public void Dispose() => _scratch.Dispose();

    private static IEnumerable<string> Reports() => ["r.xml", "r.sarif", "r.txt", "r.md", "r.json", "r.table"];

    private CommandRun All(string[] command) => CommandRun.Of(
    [
        .. command,
        .. new[] { "junit=r.xml", "sarif=r.sarif", "github=r.txt", "markdown=r.md", "json=r.json", "table=r.table" }.SelectMany(report =>
            new[] { "--report", $"{report.Split('=')[0]}={Path.Combine(_scratch.Folder, report.Split('=')[1])}" }),
        "--json",
        Path.Combine(_scratch.Folder, "j.json"),
    ]);

    private JsonNode Json(string file) => JsonNode.Parse(_scratch.Read(file))!;

    private static string Text(string scenario) => CommandRun.Of("scenarios", scenario).Output;

    /// <summary>The scenario under another name, with nothing expected of it.</summary>
    private static string Unexpecting(string text, string name) => string.Join('\n', text.Split('\n')
        .Where(line => !line.StartsWith("expect ", StringComparison.Ordinal))
        .Select(line => line.StartsWith("scenario ", StringComparison.Ordinal) ? $"scenario {name}" : line));

    /// <summary>Why a document does not fit the schema; empty if it does.</summary>
    private static string Invalid(JsonNode document)
    {
        JsonElement element = JsonDocument.Parse(document.ToJsonString()).RootElement;
        EvaluationResults valid = Sarif.Evaluate(element, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return valid.IsValid ? "" : JsonSerializer.Serialize(valid);
    }

    [Theory]
    [InlineData("\"2.1.0\"", "\"2.1\"")]
    [InlineData("\"ruleId\"", "\"rule\"")]
    [InlineData("\"error\"", "\"fatal\"")]
    [InlineData("\"startLine\": ", "\"startLine\": -")]
    public void ADamagedReportDoesNotFitTheSchema(string old, string damaged)
    {
        All(["prove", "--samples", "0", "--out", _scratch.Folder, _scratch.Write("surprise.scenario", Unexpecting(Text(Scenario), "surprise"))]);
        string report = _scratch.Read("r.sarif");
        Assert.Contains(old, report, StringComparison.Ordinal);
        Assert.NotEqual("", Invalid(JsonNode.Parse(report.Replace(old, damaged, StringComparison.Ordinal))!));
        Assert.Throws<XmlSchemaValidationException>(() => Validate(_scratch.Read("r.xml").Replace("testcase", "case", StringComparison.Ordinal)));
    }

    private static void Validate(string document)
    {
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
        using XmlReader schema = XmlReader.Create(Resource("junit.xsd"));
        settings.Schemas.Add(null, schema);
        using XmlReader reader = XmlReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(document)), settings);
        while (reader.Read())
        {
        }
    }

    /// <summary>The schema is of draft 4, of which the library knows all that it uses but the name of its identifier, which nothing refers to.</summary>
    private static JsonSchema SarifSchema()
    {
        JsonObject schema = JsonNode.Parse(Resource("sarif-2.1.0.json"))!.AsObject();
        schema["$schema"] = "http://json-schema.org/draft-07/schema#";
        schema.Remove("id");
        return JsonSchema.FromText(schema.ToJsonString());
    }

    private static Stream Resource(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
}
