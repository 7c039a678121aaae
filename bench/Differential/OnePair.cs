using LuoVerified.Check.Explore;
using LuoVerified.Mutation;
using LuoVerified.Pairs;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Differential;

/// <summary>One program on some mutants: what both searches show.</summary>
internal static class OnePair
{
    /// <summary>Prints it.</summary>
    /// <param name="mutants">The mutants.</param>
    /// <param name="file">The file of the program.</param>
    /// <param name="maxExecutions">The most executions of each search.</param>
    /// <returns>How many differences there are.</returns>
    public static int Show(IEnumerable<Mutant> mutants, string file, long maxExecutions)
    {
        Scenario program = ScenarioText.Parse(File.ReadAllText(file), file);
        int differences = 0;
        foreach (Mutant mutant in mutants)
        {
            Console.WriteLine(mutant.Name);
            if (mutant.Design is not { } design)
            {
                Console.WriteLine("  does not compile");
                continue;
            }

            var options = new ExploreOptions { MaxExecutions = maxExecutions };
            Print("reduced", Explorer.Explore(program, design, options));
            Print("unreduced", Explorer.Explore(program, design, options with { Reduction = Reduction.None }));
            var comparison = new Comparison(maxExecutions) { Samples = 50 };
            foreach (string line in comparison.Compare(program, design).Differences)
            {
                Console.WriteLine($"  {line}");
                differences++;
            }
        }

        return differences;
    }

    private static void Print(string search, ExploreReport report)
    {
        var seen = Seen.In(report);
        long executions = report.Executions + report.Redundant;
        Console.WriteLine($"  {search}: {seen.Verdict}, {executions} executions, exhausted: {report.Exhausted}");
        foreach (string each in seen.Rules.Concat(seen.Races).Concat(seen.Outcomes))
        {
            Console.WriteLine($"    {each}");
        }
    }
}
