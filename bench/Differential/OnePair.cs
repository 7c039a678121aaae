using LuoVerified.Check.Explore;
using LuoVerified.Check.Scenarios;
using LuoVerified.Mutation;

namespace LuoVerified.Differential;

/// <summary>One program on the mutants whose names hold a text: what both searches show.</summary>
internal static class OnePair
{
    /// <summary>Prints it.</summary>
    /// <param name="mutants">All mutants.</param>
    /// <param name="text">The text.</param>
    /// <param name="file">The file of the program.</param>
    /// <param name="maxExecutions">The most executions of each search.</param>
    /// <returns>How many differences there are.</returns>
    public static int Show(IEnumerable<Mutant> mutants, string text, string file, long maxExecutions)
    {
        Scenario program = ScenarioText.Parse(File.ReadAllText(file), file);
        int differences = 0;
        foreach (Mutant mutant in mutants.Where(each => each.Name.Contains(text, StringComparison.Ordinal) && each.Design is not null))
        {
            Console.WriteLine(mutant.Name);
            var options = new ExploreOptions { MaxExecutions = maxExecutions };
            Print("reduced", Explorer.Explore(program, mutant.Design!, options));
            Print("unreduced", Explorer.Explore(program, mutant.Design!, options with { Reduction = Reduction.None }));
            foreach (string line in new Comparison(maxExecutions) { Samples = 50 }.Compare(program, mutant.Design!).Differences)
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
        Console.WriteLine($"  {search}: {seen.Verdict}, {report.Executions + report.Redundant} executions, exhausted: {report.Exhausted}");
        foreach (string each in seen.Rules.Concat(seen.Races).Concat(seen.Outcomes))
        {
            Console.WriteLine($"    {each}");
        }
    }
}
