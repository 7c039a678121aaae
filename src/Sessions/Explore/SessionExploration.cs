using LuoVerified.Check.Explore;
using LuoVerified.Impl;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Explore;

/// <summary>Explores scenarios.</summary>
public static class SessionExploration
{
    extension(Explorer)
    {
        /// <summary>Explores a scenario on a design once.</summary>
        /// <param name="scenario">The scenario.</param>
        /// <param name="design">The design.</param>
        /// <param name="options">How far.</param>
        /// <returns>What was covered and found.</returns>
        /// <exception cref="ArgumentException">A bound together with a reduction.</exception>
        /// <exception cref="UnusableScenarioException">The set-up cannot be performed.</exception>
        public static ExploreReport Explore(Scenario scenario, Design design, ExploreOptions? options = null) =>
            Explorer.Explore(scenario.On(design), options);
    }
}
