using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;
using LuoVerified.Impl;
using LuoVerified.Mutation;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sampling;

/// <summary>Mutants of the hardened design that a scenario of the catalogue finds on some schedules and not on others.</summary>
internal static class MutantTargets
{
    private const long MaxExecutions = 2_000;

    /// <summary>Chooses mutants.</summary>
    /// <param name="count">How many at most.</param>
    /// <returns>Some of them, evenly spread over the sources, each with the first scenario of the catalogue that finds it on some
    /// schedules only. Mutants without such a scenario are left out.</returns>
    public static IEnumerable<Target> Choose(int count)
    {
        IReadOnlyList<Mutant> all = Mutant.All();
        int chosen = 0;
        foreach (Mutant mutant in Spread(all))
        {
            if (chosen < count && mutant.Design is { } design && Find(mutant.Name, design) is { } target)
            {
                chosen++;
                yield return target;
            }
        }
    }

    /// <summary>The elements, so that any number of the first are spread evenly: by the bits of their place, the lowest
    /// first.</summary>
    private static IEnumerable<Mutant> Spread(IReadOnlyList<Mutant> all) => all
        .Select((mutant, at) => (mutant, Key: Reversed(at)))
        .OrderBy(each => each.Key)
        .Select(each => each.mutant);

    private static uint Reversed(int at)
    {
        uint bits = 0;
        for (int i = 0; i < 32; i++)
        {
            bits = (bits << 1) | (((uint)at >> i) & 1);
        }

        return bits;
    }

    private static Target? Find(string name, Design design)
    {
        foreach (Scenario scenario in Catalogue.All)
        {
            SessionSubject subject = scenario.On(design);
            try
            {
                ExploreReport report = Explorer.Explore(subject, new ExploreOptions { MaxExecutions = MaxExecutions });
                HashSet<string> rules = [.. report.Findings.Select(finding => finding.Violation.Check)];
                if (rules.Count > 0 && report.Exhausted && report.Outcomes.Any(outcome => !rules.Contains(outcome)))
                {
                    return new Target("mutants", name, report.Findings[0].Violation.Check, subject);
                }
            }
            catch (Exception caught) when (caught is UnusableProgramException or RunErrorException)
            {
                // The mutant cannot be set up in this scenario, or no kernel of it boots.
            }
        }

        return null;
    }
}
