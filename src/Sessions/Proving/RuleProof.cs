using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Sessions.Runs;

namespace LuoVerified.Sessions.Proving;

/// <summary>What came of a seeded bug: whether the checker, as it is, still finds it. A rule that finds nothing looks like code without
/// a defect.</summary>
/// <param name="Bug">The bug.</param>
/// <param name="WithoutBug">The first schedule of the same program that breaks a rule on the design without the bug; null if none does.</param>
/// <param name="Problem">What is wrong with our code, in one line; null if nothing is.</param>
/// <param name="TimeWasUp">Whether nothing can be said, since the time was up.</param>
public sealed record RuleProof(SeededBug Bug, Finding? WithoutBug, string? Problem, bool TimeWasUp)
{
    /// <summary>Far more than any of them has.</summary>
    private const long MaxExecutions = 10_000;

    /// <summary>Explores every seeded bug, one after the other as they are asked for.</summary>
    /// <param name="timeIsUp">Asked after each execution; never by default.</param>
    /// <param name="bugs">The bugs; <see cref="SeededBugs.All"/> and <see cref="SeededBugs.Harmless"/> by default.</param>
    /// <returns>What came of each; what stands last is that the time was up, if it was.</returns>
    public static IEnumerable<RuleProof> All(Func<bool>? timeIsUp = null, IReadOnlyList<SeededBug>? bugs = null)
    {
        foreach (SeededBug bug in bugs ?? [.. SeededBugs.All, .. SeededBugs.Harmless])
        {
            RuleProof proof = Of(bug, timeIsUp ?? (() => false));
            yield return proof;
            if (proof.TimeWasUp)
            {
                yield break;
            }
        }
    }

    /// <summary>Explores every seeded bug, and demands that each is found.</summary>
    /// <param name="bugs">The bugs; <see cref="SeededBugs.All"/> and <see cref="SeededBugs.Harmless"/> by default.</param>
    /// <returns>How many there are that break a rule.</returns>
    /// <exception cref="InternalErrorException">There is none for some rule; or one is not found, or found otherwise, or its schedule
    /// shows something else on the real locks, or the design without the bug breaks a rule in the same program.</exception>
    public static int Require(IReadOnlyList<SeededBug>? bugs = null)
    {
        bugs ??= [.. SeededBugs.All, .. SeededBugs.Harmless];
        if (SessionChecks.All.FirstOrDefault(rule => bugs.All(bug => bug.Rule != rule.Name)) is { } alone)
        {
            throw new InternalErrorException($"no seeded bug breaks the rule {alone.Name}");
        }

        foreach (RuleProof proof in All(bugs: bugs))
        {
            if ((proof.Problem ?? (proof.WithoutBug is { } finding ? $"without the bug: {Text(finding)}" : null)) is { } problem)
            {
                throw new InternalErrorException($"{(proof.Bug.Rule == SeededBug.None ? "what breaks no rule" : $"the rule {proof.Bug.Rule}")} on the design {proof.Bug.Design.Name}: {problem}");
            }
        }

        return bugs.Count(bug => bug.Rule != SeededBug.None);
    }

    private static RuleProof Of(SeededBug bug, Func<bool> timeIsUp)
    {
        var options = new ExploreOptions { MaxExecutions = MaxExecutions, TimeIsUp = timeIsUp };
        try
        {
            // To read the code of every one would take longer than all else; a test does.
            var subject = new SessionSubject(bug.Scenario, bug.Design) { IsKnown = true };
            ExploreReport report = Explorer.Explore(subject, options);
            ExploreReport without = Explorer.Explore(new SessionSubject(bug.Scenario, bug.Without) { IsKnown = true }, options);
            Finding? broken = without.AllFindings is [var first, ..] ? first : null;
            return timeIsUp()
                ? new RuleProof(bug, null, null, TimeWasUp: true)
                : new RuleProof(bug, broken, Wrong(bug, report) ?? Differing(subject, report), TimeWasUp: false);
        }
        catch (Exception fault) when (fault is UnusableProgramException || RunErrorException.IsOurs(fault))
        {
            return new RuleProof(bug, null, fault.GetBaseException().Message.ReplaceLineEndings(" "), TimeWasUp: false);
        }
    }

    private static string? Wrong(SeededBug bug, ExploreReport report)
    {
        IEnumerable<string> broken = report.AllFindings.Select(finding => finding.Violation.Check);
        string[] wanted = bug.Rule == SeededBug.None ? [] : [bug.Rule, .. bug.Also];
        return wanted.Length > 0 && !SessionChecks.Exists(bug.Rule) ? "there is no such rule"
            : !report.CoversAll ? "not every schedule was covered"
            : report.AllFindings.FirstOrDefault(finding => !wanted.Contains(finding.Violation.Check)) is { } other ? $"found was {Text(other)}"
            : wanted.Except(broken).FirstOrDefault() is { } missed ? $"{missed} was not found"
            : report.AllFindings.FirstOrDefault(IsDone) is { } done ? $"the release that breaks the rule has happened in {Text(done)}"
            : null;
    }

    private static string? Differing(SessionSubject subject, ExploreReport report) =>
        report.AllFindings.FirstOrDefault(finding => !ShortestSchedule.Replays(subject, finding)) is { } differing
            ? $"on the real locks the schedule shows something else than {Text(differing)}"
            : null;

    /// <summary>Whether a release that breaks a rule is told of as one that has happened.</summary>
    private static bool IsDone(Finding finding) => finding.Violation.Check is Checks.LockNotHeld or RuntimeChecks.UseAfterFree
        && finding.Steps[^1] is { Step.Kind: StepKind.ReleaseRead or StepKind.ReleaseWrite, Ending: Ending.Done };

    private static string Text(Finding finding) => $"{finding.Violation.Check}: {finding.Violation.Message.ReplaceLineEndings(" ")}";
}
