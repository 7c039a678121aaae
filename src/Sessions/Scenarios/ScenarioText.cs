using System.Globalization;
using System.Text;
using LuoVerified.Abi;
using LuoVerified.Check.Races;
using LuoVerified.Core;
using LuoVerified.Impl;

namespace LuoVerified.Sessions.Scenarios;

/// <summary>Scenarios as text: one keyword a line, <c>#</c> comments. docs/scenarios.md describes the form.</summary>
public static class ScenarioText
{
    /// <summary>Reads a scenario.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="source">What to call the text in messages, such as its file name.</param>
    /// <returns>The scenario.</returns>
    /// <exception cref="FormatException">The text is no scenario; the message gives source, line and reason.</exception>
    public static Scenario Parse(string text, string source)
    {
        var reader = new ScenarioReader(source);
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Split('#')[0].Trim();
            if (line.Length > 0)
            {
                reader.Line(i + 1, line);
            }
        }

        return reader.Finish(lines.Length);
    }

    /// <summary>Writes a scenario so that <see cref="Parse"/> reads it back.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <returns>The text; each line ends with a line feed.</returns>
    public static string Format(Scenario scenario)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"scenario {scenario.Name}\nsummary {scenario.Summary}\n");
        if (scenario.Capacity != Limits.SessionCapacity)
        {
            text.Append(CultureInfo.InvariantCulture, $"capacity {scenario.Capacity}\n");
        }

        foreach (FaultSite site in FaultSites.Known.Where(scenario.Faults.ContainsKey))
        {
            text.Append(CultureInfo.InvariantCulture, $"faults {site} {scenario.Faults[site]}\n");
        }

        if (scenario.Setup.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"setup {string.Join("; ", scenario.Setup)}\n");
        }

        for (int phase = 0; phase < scenario.Phases.Count; phase++)
        {
            text.Append(phase == 0 ? "" : "next kernel\n");
            foreach (IReadOnlyList<Operation> thread in scenario.Phases[phase])
            {
                text.Append(CultureInfo.InvariantCulture, $"thread {string.Join("; ", thread)}\n");
            }
        }

        foreach ((string design, Expectation expectation) in scenario.Expectations.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"expect {design}: {expectation}\n");
        }

        foreach ((string design, IReadOnlyList<Race> races) in scenario.Races.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            foreach (Race race in races)
            {
                text.Append(CultureInfo.InvariantCulture, $"race {design}: {race}\n");
            }
        }

        foreach ((string design, IReadOnlyList<ExpectedAnswers> all) in scenario.Answers.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            foreach (ExpectedAnswers answers in all)
            {
                text.Append(CultureInfo.InvariantCulture, $"exists {design}: {answers}\n");
            }
        }

        return text.ToString();
    }
}
