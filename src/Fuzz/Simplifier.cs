using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Fuzz;

/// <summary>Makes a page of a program that breaks a rule: the smallest program, the simplest schedule, and what a check of the
/// program will find.</summary>
internal static class Simplifier
{
    /// <summary>Simplifies.</summary>
    /// <param name="program">The program.</param>
    /// <param name="origin">Where it comes from, in words that a sentence can begin with.</param>
    /// <param name="number">Its number there, 1 and up.</param>
    /// <param name="finding">A schedule of it that breaks a rule.</param>
    /// <param name="judge">Judges smaller programs.</param>
    /// <returns>The finding.</returns>
    public static FuzzFinding Simplify(
        Scenario program, string origin, int number, Finding finding, Judge judge)
    {
        string rule = finding.Violation.Check;
        (ShrunkProgram shrunk, ShortestFinding shortest) = TraceShrinker.Shrink(program, finding, judge, judge);
        Scenario smallest = shrunk.Program with
        {
            Summary = TraceShrinker.Summary(origin, program, rule, judge.Design),
            Expectations = Expectations(shrunk.Program, rule, judge),
        };
        return new FuzzFinding(judge.Design, number, program, finding, smallest, shrunk.IsMinimal, shortest);
    }

    /// <summary>What a check of the small program will find: on the design at hand, the rule and perhaps others; on the
    /// designs of the patch, what it is judged to do there.</summary>
    private static Dictionary<string, Expectation> Expectations(Scenario program, string rule, Judge judge)
    {
        Dictionary<string, Expectation> expectations = [];
        foreach (Design design in Design.Default.Where(each => each.WhyInapplicable(program) is null).Append(judge.Design).DistinctBy(design => design.Name))
        {
            using var other = new Judge(design, judge.MaxExecutions, () => judge.IsOver);
            string[] broken = [.. other.Try(program)?.Findings.Select(finding => finding.Violation.Check) ?? []];
            string[] must = design.Name == judge.Design.Name ? [rule] : [.. broken.Take(1)];
            expectations[design.Name] = new Expectation(must, [.. broken.Except(must)]);
        }

        return expectations;
    }
}
