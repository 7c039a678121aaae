using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Impl;
using LuoVerified.Mutation;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Systematic.Tests.Differential;

/// <summary>The hardened design with one change to a lock, on every scenario of the catalogue, under all schedules and
/// without a sample: what <c>luo prove</c> runs finds each change that can be told from the original. Nothing is
/// expected on the hardened design, so whatever is found counts.</summary>
public class LockMutantTests
{
    private static readonly IReadOnlyList<Mutant> Mutants =
        [.. Mutant.All().Where(mutant => mutant.Mutation!.IsOfLock)];

    /// <summary>Each place at which a lock is taken, given up, or asserted, left out; each at which one is taken for
    /// writing, with reading in its place.</summary>
    private static readonly string[] LessLocking =
    [
        "Create: drop _gate.Read()",
        "Create: drop _lists.Write()",
        "Create: _lists.Write() as Read",
        "Retrieve: drop _gate.Read()",
        "Retrieve: drop _lists.Write()",
        "Retrieve: _lists.Write() as Read",
        "Serialize: drop _gate.Read()",
        "Serialize: drop _lists.Write()",
        "Serialize: _lists.Write() as Read",
        "AbortSerialize: drop _lists.Write()",
        "AbortSerialize: _lists.Write() as Read",
        "Deserialize: drop _once.Lock()",
        "Quiesce: drop _gate.DownWrite();",
        "Quiesce: _gate.DownWrite() as Read",
        "Quiesce: drop _lists.Read()",
        "Quiesce: drop _gate.UpWrite();",
        "Resume: drop _gate.AssertHeldWrite();",
        "Resume: drop _gate.UpWrite();",
        "DeserializeBlockLocked: drop _lists.Write()",
        "DeserializeBlockLocked: _lists.Write() as Read",
        "CloseOutgoing: drop _lists.Write()",
        "CloseOutgoing: _lists.Write() as Read",
        "CloseIncoming: drop _lists.Write()",
        "CloseIncoming: _lists.Write() as Read",
        "PreserveFd: drop _lists.Write()",
        "PreserveFd: _lists.Write() as Read",
        "RetrieveFd: drop _lists.Write()",
        "RetrieveFd: _lists.Write() as Read",
        "Finish: drop _lists.Write()",
        "Finish: _lists.Write() as Read",
    ];

    /// <summary>Changes that nobody can tell from the original: <c>src/Mutation/equivalent.txt</c> says of each why. None of them is
    /// one of <see cref="LessLocking"/>.</summary>
    private static IEnumerable<string> Equivalent => Mutants
        .Where(mutant => ReviewedMutants.Equivalent.Arguments.ContainsKey($"Impl/Hardened/{mutant.Mutation!.Identity}")).Select(Change);

    /// <summary>Each change that compiles, with the first scenario that shows it; null if none does.</summary>
    private static readonly Lazy<Dictionary<string, Scenario?>> FirstToFind = new(() =>
        Mutants.AsParallel().Where(mutant => mutant.Design is not null)
            .Select(mutant => (mutant, Catalogue.All.FirstOrDefault(scenario => Finds(scenario, mutant.Design!))))
            .ToArray().ToDictionary(found => Change(found.mutant), found => found.Item2));

    private static IEnumerable<string> Survivors =>
        FirstToFind.Value.Where(found => found.Value is null).Select(found => found.Key);

    [Fact]
    public void ALockThatIsLeftOutOrTakenForReadingIsFound()
    {
        Mutant[] less = [.. Mutants.Where(mutant => IsLess(mutant.Mutation!.What))];
        Assert.Equal(LessLocking.Order(), less.Select(Change).Order());
        Assert.All(less, mutant => Assert.NotNull(mutant.Design));
        Assert.Empty(Survivors.Intersect(LessLocking));
    }

    /// <summary>The schedules that show it break the same rules, or show the same races, on the real locks.</summary>
    [Fact]
    public void WhatShowsItReplaysOnTheRealLocks()
    {
        foreach (Mutant mutant in Mutants.Where(mutant => IsLess(mutant.Mutation!.What)))
        {
            using var explorer = new Explorer(FirstToFind.Value[Change(mutant)]!.On(mutant.Design!));
            IReadOnlyList<Finding> findings = explorer.Explore(new ExploreOptions()).AllFindings;
            Assert.NotEmpty(findings);
            Assert.All(findings, finding => Assert.True(ShortestSchedule.Replays(explorer.Subject, finding), $"{Change(mutant)}: {finding}"));
        }
    }

    /// <summary>A section may also begin later, end earlier, be given up in the middle, change places with a statement,
    /// or be taken for writing in place of reading.</summary>
    [Fact]
    public void OfAllChangesToALockThoseThatNobodyCanTellFromTheOriginalSurvive()
    {
        Assert.Equal(Equivalent.Order(), Survivors.Order());
        Assert.All(
            Mutants.Where(mutant => mutant.Design is null),
            mutant => Assert.StartsWith("swap ", mutant.Mutation!.What, StringComparison.Ordinal));
    }

    /// <summary>What a scenario finds that no other one of the catalogue does.</summary>
    [Theory]
    [InlineData("quiesce-against-retrieve", "Retrieve: drop _gate.Read()")]
    [InlineData("quiesce-against-serialize", "Serialize: drop _gate.Read()")]
    [InlineData("two-serializes", "Serialize: _lists.Write() as Read")]
    [InlineData("two-aborts", "AbortSerialize: _lists.Write() as Read")]
    [InlineData("two-closes", "CloseOutgoing: _lists.Write() as Read")]
    [InlineData("two-closes-of-retrieved", "CloseIncoming: _lists.Write() as Read")]
    [InlineData(
        "abort-against-create",
        "AbortSerialize: give up and retake _lists.Write() before closed.ForEach(_outgoing.Remove);")]
    [InlineData(
        "serialize-against-retrieve",
        "Retrieve: give up and retake _lists.Write() before "
            + "if (!_incoming.TryFind(valid, out HardenedSession? sessio...")]
    [InlineData(
        "quiesce-after-last-close",
        "DeserializeBlockLocked: give up and retake _lists.Write() before _waiting = false;")]
    public void AScenarioIsThereForWhatNoOtherFinds(string scenario, string change)
    {
        Design design = Of(change);
        Assert.Equal([scenario], Catalogue.All.Where(each => Finds(each, design)).Select(each => each.Name));
    }

    /// <summary>An abort that is under way while another thread serializes: whether the service counts as frozen is not
    /// known from calls and answers alone, so the image is not judged then. It is at the end, against the states that the
    /// answers allow. Here the image holds a session that the abort still takes off the list.</summary>
    [Theory]
    [InlineData("AbortSerialize: give up and retake _lists.Write() before closed.ForEach(_outgoing.Remove);")]
    [InlineData("AbortSerialize: give up and retake _lists.Write() before List<HardenedSession> closed = "
        + "[.. _outgoing.InOrder.Wher...")]
    public void TheImageOfASnapshotBesideAnAbortIsJudgedAtTheEnd(string change)
    {
        Scenario scenario = ScenarioText.Parse(
            "scenario test\nsummary A test.\nsetup create a; serialize; close a\nthread abort\nthread serialize\n",
            "test");
        ExploreReport report = Explorer.Explore(scenario, Of(change));
        Assert.Equal([Checks.StateAgrees], report.Findings.Select(finding => finding.Violation.Check));
        Assert.Equal(Verdict.Pass, Explorer.Explore(scenario, Design.Hardened).Verdict);
    }

    private static string Change(Mutant mutant) => $"{mutant.Mutation!.Member}: {mutant.Mutation.What}";

    private static Design Of(string change) => Mutants.Single(mutant => Change(mutant) == change).Design!;

    private static bool IsLess(string what) =>
        what.StartsWith("drop ", StringComparison.Ordinal)
        || what.EndsWith("Write() as Read", StringComparison.Ordinal);

    private static bool Finds(Scenario scenario, Design design)
    {
        ExploreReport report = Explorer.Explore(scenario, design);
        Assert.NotEqual(Verdict.Inconclusive, report.Verdict);
        return report.Verdict == Verdict.Violation;
    }
}
