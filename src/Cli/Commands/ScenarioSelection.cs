using System.CommandLine;
using System.CommandLine.Parsing;
using LuoVerified.Cli.Assemblies;
using LuoVerified.Cli.Files;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Commands;

/// <summary>Which scenarios on which designs: files, or names of the catalogue and of what designs carry; everything by default.</summary>
/// <param name="known">The designs that there are.</param>
internal sealed class ScenarioSelection(KnownDesigns known)
{
    /// <summary>Stands for every design.</summary>
    public const string AllDesigns = "all";

    /// <summary>The scenario files, once they were read.</summary>
    private IReadOnlyList<Scenario>? _read;

    /// <summary>Scenario files.</summary>
    public Argument<string[]> Files { get; } = new("files")
    {
        Description = "Scenario files instead of the catalogue: files, folders with files *.scenario, or patterns such as 'cases/**/two-*'.",
        Arity = ArgumentArity.ZeroOrMore,
        HelpName = "FILE",
    };

    /// <summary>Names of the catalogue, and of what designs carry.</summary>
    public Option<string[]> Scenarios { get; } = NamedValue.Options(
        "--scenario", "Only this scenario, of the catalogue or of a design; may be repeated.", known.Scenarios.Select(scenario => scenario.Name));

    /// <summary>Names of designs.</summary>
    public Option<string[]> Designs { get; } = DesignNames(
        $"Only this design, or {AllDesigns}; may be repeated. By default {string.Join(", ", known.Standard.Select(design => design.Name))}.", known);

    /// <summary>Refuses files together with names.</summary>
    /// <param name="result">The parsed command.</param>
    public void Validate(CommandResult result)
    {
        if (result.GetValue(Files) is { Length: > 0 } && result.GetValue(Scenarios) is { Length: > 0 })
        {
            result.AddError("Scenario files and --scenario exclude each other.");
        }
    }

    /// <summary>Whether the whole catalogue was asked for.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <returns>True if neither files nor names were given.</returns>
    public bool IsEverything(ParseResult parsed) => parsed.GetValue(Files) is not { Length: > 0 } && parsed.GetValue(Scenarios) is not { Length: > 0 };

    /// <summary>The scenarios that were asked for, in the order of the files or of the catalogue; if none was, the catalogue and what the
    /// designs carry that were asked for.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <returns>The scenarios.</returns>
    /// <exception cref="FileProblemException">A file cannot be read, or is no scenario, or the scenario is in another file,
    /// too: their traces would go into the same file.</exception>
    public IReadOnlyList<Scenario> ScenariosIn(ParseResult parsed) => parsed.GetValue(Files) is { Length: > 0 } files
        ? _read ??= ReadAll(files)
        : parsed.GetValue(Scenarios) is { Length: > 0 } names ? [.. known.Scenarios.Where(scenario => names.Contains(scenario.Name))]
        : [.. Catalogue.All, .. known.Carried.Where(scenario => DesignsIn(parsed).Any(design => design.Carries(scenario)))];

    /// <summary>The designs that were asked for; if none was, also those of which the scenario files expect something.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <returns>The designs.</returns>
    /// <exception cref="FileProblemException">A file cannot be read, or is no scenario; or a design cannot be used.</exception>
    public IReadOnlyList<Design> DesignsIn(ParseResult parsed)
    {
        IReadOnlyList<Design> standard = known.Standard;
        if (parsed.GetValue(Files) is { Length: > 0 })
        {
            HashSet<string> stated = [.. ScenariosIn(parsed).SelectMany(scenario => scenario.Expectations.Keys)];
            standard = [.. known.All.Where(design => standard.Contains(design) || stated.Contains(design.Name))];
        }

        return known.Chosen(parsed.GetValue(Designs), standard);
    }

    private List<Scenario> ReadAll(string[] files)
    {
        Dictionary<string, string> names = [];
        List<Scenario> all = [];
        foreach (string file in files.SelectMany(ScenarioFiles.Of))
        {
            all.Add(Read(file));
            if (!names.TryAdd(all[^1].Name, file))
            {
                throw new FileProblemException(file, $"scenario '{all[^1].Name}' is in {names[all[^1].Name]}, too");
            }
        }

        return all;
    }

    /// <summary>The option <c>--design</c>.</summary>
    /// <param name="description">What it does.</param>
    /// <param name="known">The designs that there are.</param>
    /// <returns>The option; it may be repeated.</returns>
    public static Option<string[]> DesignNames(string description, KnownDesigns known) =>
        NamedValue.Options("--design", description, known.Names.Append(AllDesigns));

    /// <summary>The designs that were asked for to run programs on that nobody wrote.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <returns>The designs.</returns>
    public IReadOnlyList<Design> ForProgramsIn(ParseResult parsed) =>
        known.Chosen(parsed.GetValue(Designs), known.StandardForPrograms);

    /// <summary>Every scenario on each design that was asked for. One that designs carry is run on these; on others if both are asked for
    /// by name.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <returns>The pairs.</returns>
    /// <exception cref="FileProblemException">A file cannot be read, or is no scenario; or a design cannot be used.</exception>
    public IReadOnlyList<(Scenario Scenario, Design Design)> PairsIn(ParseResult parsed)
    {
        IReadOnlyList<Design> designs = DesignsIn(parsed);
        bool areNamed = parsed.GetValue(Scenarios) is { Length: > 0 } && parsed.GetValue(Designs) is { Length: > 0 };
        return [.. ScenariosIn(parsed).SelectMany(On, (scenario, design) => (scenario, design))];

        IEnumerable<Design> On(Scenario scenario)
        {
            if (areNamed || !known.Carried.Contains(scenario))
            {
                return designs;
            }

            Design[] carriers = [.. designs.Where(design => design.Carries(scenario))];
            return carriers.Length > 0 ? carriers : known.All.Where(design => design.Carries(scenario));
        }
    }

    private Scenario Read(string file)
    {
        Scenario scenario = ScenarioFile.Read(file);
        return scenario.UnknownDesign(known.Names) is { } unknown
            ? throw new FileProblemException(file, $"there is no design '{unknown}' to expect anything of")
            : scenario;
    }
}
