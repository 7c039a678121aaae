using LuoVerified.Check.Designs;
using LuoVerified.Check.Runs;
using LuoVerified.Cli.Commands;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Shell;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;

namespace LuoVerified.Cli.Assemblies;

/// <summary>Designs of somebody else's, looked through before anything runs.</summary>
internal static class OutsideDesigns
{
    /// <summary>Loads the designs of some assemblies.</summary>
    /// <param name="files">The assemblies.</param>
    /// <param name="known">The designs that are there already.</param>
    /// <param name="folder">Takes the copies.</param>
    /// <returns>The designs, in the order of the files.</returns>
    /// <exception cref="FileProblemException">An assembly is none, holds no design or one that cannot be used, or has one
    /// of a name that another has.</exception>
    /// <exception cref="UncontrolledDesignException">A design has code that is not under control.</exception>
    public static IReadOnlyList<Design> Load(IReadOnlyList<string> files, IReadOnlyList<Design> known, WovenCopies folder)
    {
        List<Design> all = [];
        foreach (string file in files)
        {
            IReadOnlyList<Design> declared = DesignAssembly.Load(file, folder);
            string[] names = [.. known.Concat(all).Concat(declared).Select(design => design.Name)];
            foreach (Design design in declared)
            {
                RequireName(file, design, known, all);
                RequireUsable(file, design, names);
                all.Add(design);
            }
        }

        return all;
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
