using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Linearizability;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Runs;

/// <summary>What all runs of a scenario on a design have in common. It is worked out once: an exploration makes many runs.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="design">The design.</param>
/// <exception cref="UnusableDesignException">The design names a specification or an operation that does not exist.</exception>
internal sealed class RunFacts(Scenario scenario, Design design)
{
    /// <summary>The scenario.</summary>
    public Scenario Scenario => scenario;

    /// <summary>The design.</summary>
    public Design Design => design;

    /// <summary>Why the scenario cannot be performed on the design; null if it can, as far as the design says.</summary>
    public string? WhyInapplicable { get; } = design.WhyInapplicable(scenario);

    /// <summary>The largest number of threads in a phase.</summary>
    public int Threads { get; } = scenario.Threads;

    /// <summary>The thread that holds in the first phase what the set-up has quiesced; -1 if none does.</summary>
    public int Heir { get; } = scenario.Heir;

    /// <summary>What the calls must answer.</summary>
    public SessionSpecification Meaning { get; } = new(design.Meaning);
}
