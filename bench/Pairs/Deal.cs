using LuoVerified.Check.Explore;
using LuoVerified.Impl;
using LuoVerified.Mutation;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Pairs;

/// <summary>Deals mutants as cards are dealt: in random order, each once before any comes again.</summary>
internal sealed class Deal(IReadOnlyList<Mutant> mutants, uint seed)
{
    private static readonly Scenario Boot =
        ScenarioText.Parse("scenario boot\nsummary A kernel boots.\nthread abort\n", "boot");

    private readonly Random _random = new(unchecked((int)seed));
    private readonly HashSet<Mutant> _useless = [];
    private readonly HashSet<Mutant> _known = [];
    private readonly Queue<Mutant> _cards = [];

    /// <summary>How many do not compile.</summary>
    public int NotCompiled { get; private set; }

    /// <summary>How many compile and do not boot.</summary>
    public int NotBooted { get; private set; }

    /// <summary>Deals one.</summary>
    /// <returns>A mutant that compiles and boots.</returns>
    public Mutant Next()
    {
        while (true)
        {
            if (_cards.Count == 0)
            {
                Mutant[] all = [.. mutants.Except(_useless)];
                _random.Shuffle(all);
                Array.ForEach(all, _cards.Enqueue);
            }

            Mutant next = _cards.Dequeue();
            if (next.Design is { } design && (_known.Contains(next) || Boots(design)))
            {
                _known.Add(next);
                return next;
            }

            _useless.Add(next);
            NotCompiled += next.Design is null ? 1 : 0;
            NotBooted += next.Design is null ? 0 : 1;
        }
    }

    private static bool Boots(Design design)
    {
        try
        {
            using var explorer = new Explorer(Boot.On(design));
            return true;
        }
        catch (Exception fault) when (fault is not UnusableScenarioException)
        {
            // The first boot is not watched: what it throws comes through.
            return false;
        }
    }
}
