using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Designs;

/// <summary>The scenarios that designs carry (<see cref="Design.Scenarios"/>).</summary>
public static class DesignScenarios
{
    extension(Design design)
    {
        /// <summary>Those that the design carries, in its order.</summary>
        /// <exception cref="UnusableDesignException">One is no scenario; the message has its number, line and reason.</exception>
        public IReadOnlyList<Scenario> OwnScenarios => [.. design.Scenarios.Select((text, at) => Parse(design, text, at + 1))];

        /// <summary>What the design is judged by if no scenario is named: what applies to it of the catalogue, and of those that it
        /// carries.</summary>
        /// <exception cref="UnusableDesignException">One that it carries is no scenario.</exception>
        public IEnumerable<Scenario> JudgedBy =>
            Catalogue.All.Concat(design.OwnScenarios).Where(scenario => design.WhyInapplicable(scenario) is null);

        /// <summary>Whether the design carries a scenario; of one name there is one.</summary>
        /// <param name="scenario">The scenario.</param>
        /// <returns>Whether it does.</returns>
        /// <exception cref="UnusableDesignException">One that it carries is no scenario.</exception>
        public bool Carries(Scenario scenario) => design.OwnScenarios.Any(own => own.Name == scenario.Name);
    }

    private static Scenario Parse(Design design, string? text, int number)
    {
        try
        {
            return ScenarioText.Parse(text ?? "", $"its scenario {number}");
        }
        catch (FormatException malformed)
        {
            throw new UnusableDesignException(design.Name, malformed.Message);
        }
    }
}
