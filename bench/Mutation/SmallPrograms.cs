using LuoVerified.Check.Explore;
using LuoVerified.Check.Scenarios;
using LuoVerified.Fuzz;

namespace LuoVerified.Mutation;

/// <summary>Random programs of which every order of the steps can be run: those of the <see cref="ProgramGenerator"/>, cut to
/// the first few operations of the first few threads, and left out where they are still too large.</summary>
/// <param name="seed">Equal seeds give equal programs.</param>
/// <param name="maxExecutions">The most executions that the search without reduction may take on a design without a
/// change.</param>
public sealed class SmallPrograms(uint seed, long maxExecutions)
{
    private const int MaxThreads = 3;
    private const int MaxOperations = 3;
    private const int MaxOfKernel = 4;

    private int _number;

    /// <summary>Programs that were made and left out.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Makes the next program.</summary>
    /// <param name="originals">The designs without a change.</param>
    /// <returns>The program.</returns>
    public Scenario Next(IReadOnlyList<Mutant> originals)
    {
        while (true)
        {
            Scenario program = Cut(ProgramGenerator.Make(seed, ++_number));
            if (WellFormed.Is(program) && originals.All(original => IsSmall(program, original)))
            {
                return program;
            }

            LeftOut++;
        }
    }

    private static Scenario Cut(Scenario program) => program with { Phases = [.. program.Phases.Select(Cut)] };

    private static IReadOnlyList<IReadOnlyList<Operation>> Cut(IReadOnlyList<IReadOnlyList<Operation>> kernel)
    {
        List<IReadOnlyList<Operation>> threads = [];
        int left = MaxOfKernel;
        foreach (IReadOnlyList<Operation> thread in kernel.Take(MaxThreads))
        {
            threads.Add([.. thread.Take(Math.Min(MaxOperations, left))]);
            left -= threads[^1].Count;
        }

        threads.RemoveAll(thread => thread.Count == 0);
        return threads;
    }

    private bool IsSmall(Scenario program, Mutant original)
    {
        try
        {
            var options = new ExploreOptions { Reduction = Reduction.None, MaxExecutions = maxExecutions };
            return Explorer.Explore(program, original.Design!, options).Exhausted;
        }
        catch (UnusableScenarioException)
        {
            return false;
        }
    }
}
