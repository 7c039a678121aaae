using System.Globalization;
using LuoVerified.Check.Explore;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Pairs;

/// <summary>Random programs of which every order of the steps can be run: 2 or 3 threads with a few operations, most of
/// them on one session, so that the threads meet. Those of the <see cref="ProgramGenerator"/> are too large.</summary>
/// <param name="seed">Equal seeds give equal programs.</param>
/// <param name="original">The design without a change that takes the most steps.</param>
/// <param name="maxExecutions">The most executions that the search without reduction may take on it.</param>
public sealed class SmallPrograms(uint seed, Design original, long maxExecutions)
{
    private static readonly string[] Setups =
    [
        "", "", "create a", "create a; create b", "create a; serialize",
        "create a; kexec", "create a; kexec; deserialize", "create a; kexec; deserialize; create b",
        "create a; create b; kexec", "create a; create b; kexec; deserialize",
        "create a; create b; serialize; corrupt duplicate; reboot",
    ];

    private static readonly string[] Words =
    [
        "create a", "create a", "create b", "retrieve a", "retrieve a", "retrieve b", "close a", "close a", "close b",
        "serialize", "serialize", "abort", "deserialize", "deserialize", "quiesce; resume", "quiesce; resume", "resume",
        "create a; close a", "retrieve a; close a", "serialize; abort", "kexec", "create",
    ];

    private readonly Random _random = new(unchecked((int)seed));
    private int _number;

    /// <summary>Programs that were made and left out: too large, or not well-formed.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Makes the next program.</summary>
    /// <returns>The program.</returns>
    public Scenario Next()
    {
        while (true)
        {
            Scenario program = Make();
            if (WellFormed.Is(program) && IsSmall(program))
            {
                return program;
            }

            LeftOut++;
        }
    }

    private Scenario Make()
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"small-{seed}-{++_number}");
        List<string> lines = [$"scenario {name}", "summary A random program."];
        lines.AddRange(_random.Next(8) == 0 ? ["capacity 1"] : []);
        lines.AddRange(_random.Next(4) == 0 ? [$"faults {Pick([.. FaultSites.All.Select(site => site.Name)])} 1"] : []);
        lines.AddRange(Pick(Setups) is { Length: > 0 } setup ? [$"setup {setup}"] : []);
        lines.AddRange(Threads());
        if (_random.Next(8) == 0)
        {
            lines[^1] += "; kexec";
            lines.Add("next kernel");
            lines.AddRange(Threads());
        }

        return ScenarioText.Parse(string.Concat(lines.Select(line => $"{line}\n")), "small");
    }

    private IEnumerable<string> Threads()
    {
        int threads = _random.Next(4) == 0 ? 3 : 2;
        int longest = threads == 3 ? -1 : _random.Next(2);
        return [.. Enumerable.Range(0, threads).Select(at => $"thread {Pick(Words)}{(at == longest ? More() : "")}")];

        string More() => $"; {Pick(Words)}";
    }

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];

    private bool IsSmall(Scenario program)
    {
        try
        {
            var options = new ExploreOptions { Reduction = Reduction.None, MaxExecutions = maxExecutions };
            return Explorer.Explore(program, original, options).Exhausted;
        }
        catch (UnusableScenarioException)
        {
            return false;
        }
    }
}
