using System.Text;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Impl;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Systematic.Tests;

/// <summary>What small programs can answer, whole, and for the smallest every schedule that is run.</summary>
public class ExactSetsTests
{
    private const string HandedOver = "setup create a; kexec; deserialize\n";

    [Theory]
    [InlineData(
        "hardened",
        "thread create a\nthread create a",
        "A: create a -> -EEXIST; B: create a -> ok",
        "A: create a -> ok; B: create a -> -EEXIST")]
    [InlineData(
        "hardened",
        HandedOver + "thread retrieve a; close a\nthread retrieve a",
        "A: retrieve a -> -EINVAL; A: close a -> -EBADF; B: retrieve a -> ok",
        "A: retrieve a -> ok; A: close a -> ok; B: retrieve a -> -EINVAL",
        "A: retrieve a -> ok; A: close a -> ok; B: retrieve a -> -ENOENT")]
    [InlineData(
        "hardened",
        "thread create a\nthread serialize",
        "A: create a -> -EBUSY; B: serialize -> ok",
        "A: create a -> ok; B: serialize -> ok")]
    [InlineData(
        "as-posted",
        "thread create a\nthread serialize",
        "A: create a -> ok; B: serialize -> ok",
        "image-equals-live")]
    [InlineData(
        "hardened",
        "setup create a\nthread quiesce\nthread close a",
        "A: quiesce -> false; B: close a -> ok",
        "A: quiesce -> true; B: close a -> ok")]
    [InlineData(
        "hardened",
        "faults session-allocation 1\nthread create a\nthread create b",
        "A: create a -> -ENOMEM; B: create b -> ok",
        "A: create a -> ok; B: create b -> -ENOMEM",
        "A: create a -> ok; B: create b -> ok")]
    public void TheseAreAllTheOutcomes(string design, string threads, params string[] outcomes) =>
        Assert.Equal(outcomes, Explore(design, threads).Outcomes);

    /// <summary>Steps between bars: what one thread does before another goes on.</summary>
    [Theory]
    [InlineData(
        "hardened",
        HandedOver + "thread retrieve a\nthread retrieve a",
        "A: read gate, write lists, lists, gate, = ok | B: read gate, write lists, lists, gate, = -EINVAL",
        "A: read gate | B: read gate, write lists, lists, gate, = ok | A: write lists, lists, gate, = -EINVAL")]
    [InlineData(
        "hardened",
        "setup create a\nthread quiesce\nthread close a",
        "A: write gate, read lists, lists, gate, = false | B: write lists, lists, free session(a), = ok",
        "A: write gate | B: write lists, lists, free session(a), = ok | A: read lists, lists, = true")]
    [InlineData(
        "as-posted",
        HandedOver + "thread retrieve a\nthread retrieve a",
        "A: read incoming.rwsem, incoming.rwsem, write session(a).mutex, session(a).mutex, = ok"
            + " | B: read incoming.rwsem, incoming.rwsem, write session(a).mutex, session(a).mutex, = -EINVAL",
        "A: read incoming.rwsem, incoming.rwsem"
            + " | B: read incoming.rwsem, incoming.rwsem, write session(a).mutex, session(a).mutex, = ok"
            + " | A: write session(a).mutex, session(a).mutex, = -EINVAL")]
    public void TheseAreAllTheSchedules(string design, string threads, params string[] schedules)
    {
        List<string> ran = [];
        Explore(design, threads, steps => ran.Add(Text(steps)));
        Assert.Equal(schedules, ran);
    }

    private static string Text(IReadOnlyList<RecordedStep> steps)
    {
        var text = new StringBuilder();
        int thread = -1;
        foreach (RecordedStep step in steps.Where(step => step.Step.Kind != StepKind.Call))
        {
            text.Append(step.Thread != thread ? $"{(thread < 0 ? "" : " | ")}{ThreadName.Of(step.Thread)}: " : ", ");
            text.Append(step.Text.Replace("acquire-", "", StringComparison.Ordinal)
                .Replace("release-read ", "", StringComparison.Ordinal)
                .Replace("release-write ", "", StringComparison.Ordinal)
                .Replace("return ", "= ", StringComparison.Ordinal));
            thread = step.Thread;
        }

        return text.ToString();
    }

    private static ExploreReport Explore(string design, string threads, Action<IReadOnlyList<RecordedStep>>? ran = null)
    {
        Scenario scenario = ScenarioText.Parse($"scenario small\nsummary A small program.\n{threads}\n", "small");
        ExploreReport report = Explorer.Explore(
            scenario, Design.All.Single(each => each.Name == design), new ExploreOptions { Ran = ran });
        Assert.True(report.CoversAll);
        return report;
    }
}
