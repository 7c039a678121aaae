using LuoVerified.Cli.Commands;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Assemblies;

/// <summary>The designs that a command knows, and those that it means if none is named.</summary>
/// <param name="All">Every design, in the order in which they are shown; no two of one name.</param>
/// <param name="Standard">Those on which scenarios are run if none is named.</param>
/// <param name="StandardForPrograms">Those on which programs that nobody wrote are run if none is named.</param>
internal sealed record KnownDesigns(
    IReadOnlyList<Design> All, IReadOnlyList<Design> Standard, IReadOnlyList<Design> StandardForPrograms)
{
    /// <summary>Those that come with this program.</summary>
    public static KnownDesigns Ours { get; } = new(Design.All, Design.Default, [Design.Hardened]);

    /// <summary>Others in their place.</summary>
    /// <param name="designs">The others.</param>
    /// <returns>What is known then; all of them are meant if none is named.</returns>
    public static KnownDesigns Of(IReadOnlyList<Design> designs) =>
        ReferenceEquals(designs, Design.All) ? Ours : new KnownDesigns(designs, designs, [Design.Hardened]);

    /// <summary>Those that are there and cannot be used.</summary>
    public IReadOnlyList<RefusedDesign> Refused { get; private init; } = [];

    /// <summary>The names of all, those included that cannot be used.</summary>
    public IEnumerable<string> Names => All.Select(design => design.Name).Union(Refused.Select(each => each.Name).OfType<string>());

    /// <summary>The scenarios that designs carry, each once, in the order of the designs.</summary>
    /// <remarks>Every command asks for the names: what several designs carry is read once.</remarks>
    public IReadOnlyList<Scenario> Carried => field ??=
    [
        .. All.DistinctBy(design => string.Concat(design.Scenarios)).SelectMany(design => design.OwnScenarios).DistinctBy(scenario => scenario.Name),
    ];

    /// <summary>Every scenario that has a name: those of the catalogue, then those that designs carry.</summary>
    public IEnumerable<Scenario> Scenarios => Catalogue.All.Concat(Carried);

    /// <summary>More designs, which are the ones that are meant if none is named.</summary>
    /// <param name="more">Those that can be used have names that no other has.</param>
    /// <returns>What is known then.</returns>
    public KnownDesigns With(OutsideDesigns more) => new([.. All, .. more.Usable], more.Usable, more.Usable) { Refused = more.Refused };

    /// <summary>The designs of some names.</summary>
    /// <param name="names">The names, each of <see cref="Names"/> or <see cref="ScenarioSelection.AllDesigns"/>; none if none was
    /// given.</param>
    /// <param name="standard">What is meant then, and all that are refused.</param>
    /// <returns>The designs, in their order.</returns>
    /// <exception cref="Exception">One of them cannot be used: its <see cref="RefusedDesign.Problem"/>.</exception>
    public IReadOnlyList<Design> Chosen(string[]? names, IReadOnlyList<Design> standard)
    {
        bool isNamed = names is { Length: > 0 };
        bool isAll = isNamed && names!.Contains(ScenarioSelection.AllDesigns);
        if (Refused.FirstOrDefault(each => !isNamed || isAll || names!.Contains(each.Name)) is { } refused)
        {
            throw refused.Problem;
        }

        return isAll ? All : isNamed ? [.. All.Where(design => names!.Contains(design.Name))] : standard;
    }

    /// <summary>Says of those that cannot be used what is wrong with them.</summary>
    /// <param name="error">Takes a line for each.</param>
    /// <returns>What a command ends with that has listed the others.</returns>
    public int Complain(TextWriter error)
    {
        foreach (RefusedDesign refused in Refused)
        {
            Program.Guard(error, () => throw refused.Problem);
        }

        return Refused.Count == 0 ? ExitCode.Ok : ExitCode.Usage;
    }

    /// <summary>Finds a design.</summary>
    /// <param name="name">Any text.</param>
    /// <returns>The design; null if none has the name.</returns>
    /// <exception cref="Exception">It cannot be used: its <see cref="RefusedDesign.Problem"/>.</exception>
    public Design? Find(string name) => Refused.FirstOrDefault(each => each.Name == name) is { } refused
        ? throw refused.Problem
        : All.FirstOrDefault(design => design.Name == name);
}
