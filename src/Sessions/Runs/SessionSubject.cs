using LuoVerified.Check.Designs;
using LuoVerified.Check.Runs;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Runs;

/// <summary>A scenario on a design of the session service.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="design">The design.</param>
public sealed class SessionSubject(Scenario scenario, Design design) : Subject(scenario, design.Name)
{
    /// <summary>Whether its code is known to be woven and under control, so that it is not read; false by default.</summary>
    internal bool IsKnown { get; init; }

    /// <inheritdoc/>
    public override void RequireControlled()
    {
        if (!IsKnown)
        {
            UncontrolledCalls.Refuse(design);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"scenario {scenario.Name} on design {design.Name}";

    internal override RunMaker NewRuns(Spares spares)
    {
        var facts = new RunFacts(scenario, design);
        bool isWatched = IsKnown || UncontrolledCalls.IsWatched(design);
        return (scheduler, locks, maxConfigurations, order) =>
            new ScenarioRun(facts, scheduler, locks, maxConfigurations, spares, order) { IsWatched = isWatched };
    }

    /// <summary>Performs the set-up, unless the last program was prepared in the same way: what it led to serves this one,
    /// too.</summary>
    internal override Checkpoint? SetUp(Spares spares)
    {
        LastSetUp last = spares.Of<LastSetUp>();
        if (!last.Prepares(scenario, design))
        {
            last.Keep(scenario, design, base.SetUp(spares));
        }

        return last.Result;
    }

    internal override string Outcome(IReadOnlyList<Call> calls) =>
        (scenario.Phases.Count > 1 ? $"kernel {calls[0].Epoch}: " : "") + base.Outcome(calls);
}

/// <summary>Says what a scenario is run on.</summary>
public static class SessionSubjects
{
    extension(Scenario scenario)
    {
        /// <summary>The scenario on a design.</summary>
        /// <param name="design">The design.</param>
        /// <returns>What can be explored, sampled and replayed.</returns>
        public SessionSubject On(Design design) => new(scenario, design);
    }
}
