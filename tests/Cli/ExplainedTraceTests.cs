using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace LuoVerified.Cli.Tests;

/// <summary>A trace as JSON: its form, and whether what it says of locks and order is what the steps say.</summary>
public sealed class ExplainedTraceTests : IDisposable
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(Root(), "docs/trace.schema.json")));

    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("retrieve-against-retrieve-and-close", "use-after-free", "frees session(a)|then uses session(a)")]
    [InlineData("quiesce-after-last-close", "deadlock", "takes incoming.rwsem and does not give it back|waits for incoming.rwsem for ever")]
    [InlineData("two-deserializes-against-a-retrieve", "data-race.3", "reads AsPostedSessions._isDeserialized|writes AsPostedSessions._isDeserialized")]
    [InlineData("two-serializes", "linearizable", "the answer of serialize that no order explains: ok")]
    [InlineData("serialize-against-create", "image-equals-live", "phase was normal and becomes frozen|outgoing list was [] and becomes [a]; outgoing count was 0 and becomes 1|the rule is broken here")]
    [InlineData("live-update-under-load", "nothing-lost", null)]
    [InlineData("boot-without-memory", "uninitialised-read", null)]
    [InlineData("corrupt-hand-over-duplicate", "use-after-free", null)]
    public void TheFormIsTheSchemaAndTheContentIsTheRun(string scenario, string rule, string? roles)
    {
        string trace = Trace(scenario, rule);
        CommandRun plain = CommandRun.Of("replay", trace);
        JsonNode document = Explained(trace, plain);

        EvaluationResults valid = Schema.Evaluate(Element(document), new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(valid.IsValid, JsonSerializer.Serialize(valid));
        JsonObject explained = document["trace"]!.AsObject();
        Assert.Equal("reproduced", (string?)explained["replay"]!["outcome"]);
        Assert.Equal(rule.Split('.')[0], (string?)explained["violation"]!["rule"]);
        Assert.NotEqual("", (string?)explained["violation"]!["statement"]);
        string found = string.Join('|', explained["violation"]!["related"]!.AsArray().Select(related => (string?)related!["role"]));
        Assert.Equal(roles ?? found, found);

        var steps = explained["steps"]!.Deserialize<List<Step>>(JsonSerializerOptions.Web)!;
        Assert.Equal(StepLines(trace), steps.Select(step => $"{step.Thread} {step.Text}"));
        Assert.All(steps.Where(step => step.Ending == "done"), step => Assert.Contains(step.Thread, step.Ready));
        HeldAsTheStepsSay(explained, steps);
        OrderedAtLeastAsTheStepsSay(steps);
    }

    [Theory]
    [InlineData("\"luo-explained-trace 3\"", "\"luo-explained-trace 2\"")]
    [InlineData("\"kind\": \"call\"", "\"kind\": \"calls\"")]
    [InlineData("\"thread\": \"B\"", "\"thread\": \"E\"")]
    [InlineData("\"number\": 1,", "\"number\": 0,")]
    [InlineData("\"ready\":", "\"steady\":")]
    public void ADamagedDocumentDoesNotFitTheSchema(string old, string damaged)
    {
        string trace = Trace("two-serializes", "linearizable");
        string json = Explained(trace, CommandRun.Of("replay", trace)).ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        Assert.Contains(old, json, StringComparison.Ordinal);
        Assert.False(Schema.Evaluate(Element(JsonNode.Parse(json.Replace(old, damaged, StringComparison.Ordinal))!)).IsValid);
    }

    [Fact]
    public void SourcesAreThoseAtHandAndSayWhetherTheyAreThoseBuilt()
    {
        string trace = Trace("two-serializes", "linearizable");
        JsonArray built = Sources("--sources", Root());
        Assert.All(built, excerpt => Assert.True((bool?)excerpt!["asBuilt"]));
        JsonNode first = built[0]!;
        string file = (string)first["file"]!;
        string[] lines = File.ReadAllLines(Path.Combine(Root(), file));
        Assert.Equal(lines[(int)first["first"]! - 1], (string?)first["lines"]![0]);

        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_scratch.Folder, file))!);
        _scratch.Write(file, string.Join('\n', lines) + "\n// another\n");
        Assert.All(Sources("--sources", _scratch.Folder), excerpt => Assert.False((bool?)excerpt!["asBuilt"]));
        _scratch.Write(file, "short\n");
        Assert.Empty(Sources("--sources", _scratch.Folder));

        JsonArray Sources(params string[] options)
        {
            string json = Path.Combine(_scratch.Folder, "sources.json");
            Assert.Equal(0, CommandRun.Of(["replay", trace, "--json", json, .. options]).ExitCode);
            return JsonNode.Parse(File.ReadAllText(json))!["sources"]!.AsArray();
        }
    }

    [Fact]
    public void ADivergenceIsWrittenToo()
    {
        string trace = Trace("two-serializes", "linearizable");
        string other = _scratch.Write("other.trace", File.ReadAllText(trace).Replace("design as-posted", "design hardened", StringComparison.Ordinal));
        CommandRun run = CommandRun.Of("replay", other, "--json", Path.Combine(_scratch.Folder, "o.json"), "--html", Path.Combine(_scratch.Folder, "o.html"));
        Assert.Equal(1, run.ExitCode);
        var document = JsonNode.Parse(_scratch.Read("o.json"))!;
        Assert.True(Schema.Evaluate(Element(document)).IsValid);
        Assert.Equal("diverged", (string?)document["trace"]!["replay"]!["outcome"]);
        Assert.Contains($"DIVERGED: {document["trace"]!["replay"]!["divergence"]}", Squeezed.Of(run.Output), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsWrittenOverTheTraceOrHalf()
    {
        string trace = Trace("two-serializes", "linearizable");
        string text = File.ReadAllText(trace);
        string link = Path.Combine(_scratch.Folder, "link");
        File.CreateSymbolicLink(link, trace);
        foreach (string output in (string[])[trace, link])
        {
            CommandRun over = CommandRun.Of("replay", trace, "--json", output);
            Assert.Equal((2, $"luo: {output}: is the trace itself, which would be written over\n"), (over.ExitCode, over.Error));
        }

        string json = Path.Combine(_scratch.Folder, "x.json");
        CommandRun half = CommandRun.Of("replay", trace, "--json", json, "--html", Path.Combine(_scratch.Folder, "none", "x.html"));
        Assert.Equal(2, half.ExitCode);
        Assert.False(File.Exists(json));
        Assert.Equal(text, File.ReadAllText(trace));
    }

    [Fact]
    public void ACommandWithAStrangeFileNameIsQuoted()
    {
        string trace = _scratch.Write("it's $HOME.trace", File.ReadAllText(Trace("two-serializes", "linearizable")));
        JsonNode document = Explained(trace, CommandRun.Of("replay", trace));
        Assert.Equal($@"luo replay '{_scratch.Folder}/it'\''s $HOME.trace'", (string?)document["command"]);
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>Who holds a lock between taking and giving it back, worked out once more from the steps.</summary>
    private static void HeldAsTheStepsSay(JsonObject explained, List<Step> steps)
    {
        var spans = explained["locks"]!.AsArray()
            .SelectMany(each => each!["held"]!.AsArray().Select(span => (Lock: (string)each["name"]!, Span: span!)))
            .Where(each => (int)each.Span["from"]! > 0)
            .Select(each => $"{each.Lock} {each.Span["thread"]} {each.Span["exclusive"]} {each.Span["from"]} {each.Span["to"]}").Order();
        List<string> expected = [];
        foreach (Step taken in steps.Where(step => step.Kind.StartsWith("acquire", StringComparison.Ordinal) && step.Ending == "done"))
        {
            Step? given = steps.Find(step => step.Number > taken.Number && step.Thread == taken.Thread && step.Target == taken.Target
                && step.Kind == taken.Kind.Replace("acquire", "release", StringComparison.Ordinal) && step.Ending == "done");
            Step? jump = steps.Find(step => step.Number > taken.Number && step.Number < steps.Count && step is { Kind: "jump", Value: "" });
            expected.Add($"{taken.Target} {taken.Thread} {(taken.Kind == "acquire-write" ? "true" : "false")} {taken.Number} {(given ?? jump)?.Number}");
        }

        Assert.Equal(expected.Order(), spans);
    }

    /// <summary>Two steps of one thread, and two that touch one thing of which one changes it, are ordered; so is what follows from
    /// that. There may be more: rules about the state read it, too.</summary>
    private static void OrderedAtLeastAsTheStepsSay(List<Step> steps)
    {
        bool[,] before = new bool[steps.Count, steps.Count];
        for (int later = 0; later < steps.Count; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                if (Depend(steps[earlier], steps[later]))
                {
                    before[earlier, later] = true;
                    for (int other = 0; other < earlier; other++)
                    {
                        before[other, later] |= before[other, earlier];
                    }
                }
            }

            for (int earlier = 0; earlier < later; earlier++)
            {
                bool ordered = steps[later].After.GetValueOrDefault(steps[earlier].Thread) >= steps[earlier].Number;
                Assert.True(ordered || !before[earlier, later], $"{steps[earlier].Number} comes before {steps[later].Number}");
            }
        }

        static bool Depend(Step one, Step other) => one.Thread == other.Thread
            || (other.Ending != "waits" && one.Target == other.Target && one.Kind is not ("call" or "return" or "fault")
                && other.Kind is not ("call" or "return" or "fault") && (Writes(one) || Writes(other)));

        static bool Writes(Step step) => step.Kind is not ("acquire-read" or "release-read" or "read");
    }

    private static IEnumerable<string> StepLines(string trace) =>
        File.ReadAllLines(trace).SkipWhile(line => line != "== steps").Skip(1).Where(line => line.Length > 0);

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    private string Trace(string scenario, string rule)
    {
        CommandRun.Of("prove", "--scenario", scenario, "--design", "as-posted", "--samples", "0", "--out", _scratch.Folder);
        return Directory.GetFiles(_scratch.Folder, $"{scenario}.as-posted.{rule}.*trace").Order(StringComparer.Ordinal).First();
    }

    /// <summary>What a replay writes; it prints the same as one that writes nothing, and writes the same twice.</summary>
    private JsonNode Explained(string trace, CommandRun plain)
    {
        string json = Path.Combine(_scratch.Folder, "explained.json");
        Assert.Equal(plain, CommandRun.Of("replay", trace, "--json", json));
        string text = File.ReadAllText(json);
        Assert.Equal(plain, CommandRun.Of("replay", trace, "--json", json));
        Assert.Equal(text, File.ReadAllText(json));
        return JsonNode.Parse(text)!;
    }

    private sealed record Step(
        int Number, string Thread, string Kind, string Target, string Value, string Ending, string Text, string[] Ready, Dictionary<string, int> After);
}
