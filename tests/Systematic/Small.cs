using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Systematic.Tests;

/// <summary>Scenarios that a test writes out.</summary>
internal static class Small
{
    /// <summary>Reads one.</summary>
    /// <param name="lines">All lines but the name and the summary.</param>
    /// <returns>The scenario.</returns>
    public static Scenario Parse(string lines) => ScenarioText.Parse($"scenario test\nsummary A test.\n{lines}\n", "test");
}
