using LuoVerified.Impl;
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
    /// <param name="judgement">What was found in it.</param>
    /// <param name="rule">The rule that it breaks.</param>
    /// <param name="judge">Judges smaller programs.</param>
    /// <returns>The finding.</returns>
    public static FuzzFinding Simplify(
        Scenario program, string origin, int number, Judgement judgement, string rule, Judge judge)
    {
        ShrunkProgram shrunk = Shrinker.Shrink(program, judgement, rule, judge);
        Scenario smallest = shrunk.Program with
        {
            Summary = $"{origin}, shrunk from {ProgramLength.Operations(program)} operations; breaks {rule} on {judge.Design.Name}.",
        };
        return new FuzzFinding(
            judge.Design,
            number,
            program,
            smallest with { Expectations = Expectations(smallest, rule, judge) },
            shrunk.IsMinimal,
            judge.Shortest(smallest, shrunk.Judgement.Breaking(rule)!));
    }

    /// <summary>What a check of the small program will find: on the design at hand, the rule and perhaps others; on the
    /// designs of the patch, what it is judged to do there.</summary>
    private static Dictionary<string, Expectation> Expectations(Scenario program, string rule, Judge judge)
    {
        Dictionary<string, Expectation> expectations = [];
        foreach (Design design in Design.Default.Append(judge.Design).DistinctBy(design => design.Name))
        {
            using var other = new Judge(design, judge.Bounds.MaxExecutions, judge.Bounds.TimeIsUp);
            string[] broken = [.. other.Try(program)?.Findings.Select(finding => finding.Violation.Check) ?? []];
            string[] must = design.Name == judge.Design.Name ? [rule] : [.. broken.Take(1)];
            expectations[design.Name] = new Expectation(must, [.. broken.Except(must)]);
        }

        return expectations;
    }
}
