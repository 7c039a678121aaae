using LuoVerified.Check.Designs;
using LuoVerified.Check.Runs;
using LuoVerified.Cli.Commands;
using LuoVerified.Cli.Files;
using LuoVerified.Core.Alone;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Assemblies;

/// <summary>Designs of somebody else's, looked through before anything runs.</summary>
/// <param name="Usable">Those that can be used, in the order of the files.</param>
/// <param name="Refused">Those that cannot.</param>
internal sealed record OutsideDesigns(IReadOnlyList<Design> Usable, IReadOnlyList<RefusedDesign> Refused)
{
    /// <summary>Loads the designs of some assemblies. One is refused that has the name of another or none that can be one, says of
    /// itself what cannot be, has code that is not under control, does not boot, or carries another scenario of a name that is taken.</summary>
    /// <param name="files">The assemblies.</param>
    /// <param name="known">The designs that there are already.</param>
    /// <param name="folder">Takes the copies.</param>
    /// <returns>The designs.</returns>
    /// <exception cref="FileProblemException">An assembly is none, or holds no design.</exception>
    public static OutsideDesigns Load(IReadOnlyList<string> files, IReadOnlyList<Design> known, WovenCopies folder)
    {
        List<(string File, Design Design)> declared = [];
        List<RefusedDesign> refused = [];
        foreach (string file in files)
        {
            foreach (Func<Design> design in DesignAssembly.Load(file, folder))
            {
                Attempt(null, () => declared.Add((file, design())));
            }
        }

        List<Design> usable = [];
        string[] names = [.. known.Concat(declared.Select(each => each.Design)).Select(design => design.Name)];
        foreach ((string file, Design design) in declared)
        {
            Attempt(design.Name, () =>
            {
                RequireName(file, design, known, usable);
                RequireUsable(file, design, names);
                RequireOwnScenarios(file, design, [.. known, .. usable]);
                usable.Add(design);
            });
        }

        return new OutsideDesigns(usable, refused);

        void Attempt(string? name, Action step)
        {
            try
            {
                step();
            }
            catch (Exception problem) when (problem is FileProblemException or UncontrolledDesignException)
            {
                refused.Add(new RefusedDesign(name, problem));
            }
        }
    }

    private static void RequireName(string file, Design design, IReadOnlyList<Design> known, List<Design> before)
    {
        if (design.Name.Length == 0 || !design.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.'))
        {
            throw new FileProblemException(file, $"'{design.Name}' is no name of a design (lower case letters, digits, hyphens, dots)");
        }

        if (design.Name == ScenarioSelection.AllDesigns || known.Any(other => other.Name == design.Name))
        {
            throw new FileProblemException(file, $"'{design.Name}' is the name of a design of luo itself");
        }

        if (before.Any(other => other.Name == design.Name))
        {
            throw new FileProblemException(file, $"two designs are called '{design.Name}'");
        }
    }

    /// <summary>Refuses one that carries a scenario of the name of another design's, and with another text: reports and traces know
    /// scenarios by name.</summary>
    private static void RequireOwnScenarios(string file, Design design, Design[] before)
    {
        foreach (Scenario scenario in design.OwnScenarios)
        {
            string text = ScenarioText.Format(scenario);
            if (before.FirstOrDefault(other => other.OwnScenarios.Any(own => own.Name == scenario.Name && ScenarioText.Format(own) != text)) is { } other)
            {
                throw new FileProblemException(file, $"design {design.Name}: its scenario {scenario.Name} is not that of {other.Name}, which has the name, too");
            }
        }
    }

    /// <summary>Refuses what says of itself what cannot be, and what is not under control; then boots a kernel, alone.</summary>
    private static void RequireUsable(string file, Design design, string[] names)
    {
        try
        {
            design.RequireSound(names);
            UncontrolledCalls.Refuse(design);
            new Machine(new SequentialControl(), design).ColdBoot();
        }
        catch (UnusableProgramException unusable)
        {
            throw new FileProblemException(file, unusable.Message);
        }
        catch (Exception judged) when (judged is ViolationException or WouldBlockException)
        {
            // That is for the rules.
        }
        catch (Exception thrown) when (thrown is not UncontrolledDesignException)
        {
            throw new FileProblemException(file, DesignAssembly.IsMisfit(thrown)
                ? DesignAssembly.Misfit(thrown)
                : $"design {design.Name}: a kernel with it does not boot: {thrown.GetType().Name}: {thrown.Message}");
        }
    }
}
