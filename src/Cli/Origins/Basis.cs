using System.Runtime.InteropServices;
using LuoVerified.Check;
using LuoVerified.Core;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Origins;

/// <summary>All that a result rests on. Equal inputs give equal bytes.</summary>
/// <param name="Scenarios">The scenarios that were asked for.</param>
/// <param name="Designs">The designs that were asked for.</param>
/// <param name="Options">The options in force, as an object for JSON.</param>
/// <param name="CommandLine">The same as on the command line, the command before them.</param>
/// <param name="Samples">Whether Coyote samples.</param>
internal sealed record Basis(
    IReadOnlyList<Scenario> Scenarios, IReadOnlyList<Design> Designs, object Options, string CommandLine, bool Samples)
{
    private const int Digits = 12;

    /// <summary>What results about scenarios on designs rest on.</summary>
    /// <param name="pairs">Every scenario with each of its designs.</param>
    /// <param name="options">The options in force, as an object for JSON.</param>
    /// <param name="commandLine">The same as on the command line.</param>
    /// <param name="samples">Whether Coyote samples.</param>
    public Basis(IReadOnlyList<(Scenario Scenario, Design Design)> pairs, object options, string commandLine, bool samples)
        : this(
            [.. pairs.Select(pair => pair.Scenario).Distinct(ReferenceEqualityComparer.Instance).Cast<Scenario>()],
            [.. pairs.Select(pair => pair.Design).DistinctBy(design => design.Name)],
            options,
            commandLine,
            samples)
    {
    }

    /// <summary>How many seeded bugs the run has found, each rule broken by one of them; null, the default, if it did not look for any.</summary>
    public int? SeededBugs { get; init; }

    /// <summary>The hash of the rules by name and statement; what decides them is in the sources.</summary>
    public static string Rules => SourceText.HashOf(SessionChecks.All.Select(check => $"{check.Name}: {check.Statement}"));

    /// <summary>As JSON has it.</summary>
    public object Json => new
    {
        Sources = SourceHash.All,
        Designs = Designs.Select(DesignOrigin.Of),
        Declarations = Designs.Where(design => design.Declarations.Any())
            .ToDictionary(design => design.Name, design => design.Declarations),
        Rules = new { SessionChecks.All.Count, Sha256 = Rules },
        Scenarios = Scenarios.Select(scenario => new { Scenario = scenario.Name, Sha256 = HashOf(scenario) }),
        Options,
        Runtime = RuntimeInformation.FrameworkDescription,
        Coyote = Samples ? CoyoteGuard.Version : null,
    };

    /// <summary>As text for people: the names of the rules, then the first digits of each hash.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            string rules = $"{SessionChecks.All.Count} rules checked: {string.Join(", ", SessionChecks.All.Select(check => check.Name))}";
            yield return WrappedText.Of(rules, "  ");
            if (SeededBugs is { } bugs)
            {
                yield return $"every rule was broken by a seeded bug, and this run found all {bugs} of them";
            }

            string coyote = Samples ? $", Coyote {CoyoteGuard.Version}" : "";
            yield return WrappedText.Of(
                $"rests on {RuntimeInformation.FrameworkDescription}{coyote}, and by the first digits of sha256 (all in --json):", "  ");
            yield return Line("sources", SourceHash.All.Select(each => (each.Assembly.Replace(SourceHash.Prefix, "", StringComparison.Ordinal), each.Sha256)));
            IEnumerable<DesignOrigin> designs = Designs.Select(DesignOrigin.Of);
            yield return Line("designs", designs.Select(each => ($"{each.Design} ({each.Kind})", each.Value)));
            foreach (Design design in Designs)
            {
                foreach (string declaration in design.Declarations)
                {
                    yield return WrappedText.Of(Printable.Of($"  {design.Name} says: {declaration}"), "    ");
                }
            }

            yield return $"  rules: {Rules[..Digits]}";
            if (Scenarios.Count > 0)
            {
                yield return Line("scenarios", Scenarios.Select(scenario => (scenario.Name, HashOf(scenario))));
            }

            yield return WrappedText.Of($"  options: {CommandLine[CommandLine.IndexOf("--", StringComparison.Ordinal)..]}", "    ");
        }
    }

    /// <summary>The hash of a scenario: of its canonical text, so that blanks and comments do not matter.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <returns>64 digits.</returns>
    public static string HashOf(Scenario scenario) => SourceText.HashOf(ScenarioText.Format(scenario));

    private static string Line(string what, IEnumerable<(string Name, string Hash)> hashes)
    {
        IEnumerable<string> parts = hashes.Select(each => $"{each.Name} {each.Hash[..Digits]}");
        return WrappedText.Of(
            $"  {what}: {string.Join(", ", parts.Select(part => part.Replace(' ', WrappedText.Tie)))}", "    ");
    }
}
