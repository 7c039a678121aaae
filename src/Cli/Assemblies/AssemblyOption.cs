using System.CommandLine;
using System.CommandLine.Help;

namespace LuoVerified.Cli.Assemblies;

/// <summary><c>--assembly</c>: the designs of assemblies of somebody else's. It is looked at before all other options, whose
/// values may be the names of these designs.</summary>
internal static class AssemblyOption
{
    private const string Name = "--assembly";

    /// <summary>Makes the option.</summary>
    /// <returns>The option; it may be repeated.</returns>
    public static Option<string[]> Make() => new(Name)
    {
        Description = "An assembly with designs of your own, which are judged if none is named; may be repeated (docs/own-design.md).",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The assemblies on a command line, which may have errors.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The files; none if the command has no such option, or only its help is asked for.</returns>
    public static IReadOnlyList<string> FilesIn(ParseResult parsed) =>
        parsed.Action is not HelpAction
        && parsed.CommandResult.Command.Options.FirstOrDefault(each => each.Name == Name) is { } option
        && parsed.GetResult(option) is { } given
            ? [.. given.Tokens.Select(token => token.Value)]
            : [];
}
