using System.CommandLine;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Shell;

/// <summary>The option <c>--design</c>: a name out of <see cref="Design.All"/>.</summary>
internal sealed class DesignOption
{
    /// <summary>Makes the option; it has a default.</summary>
    public DesignOption()
    {
        Option = new Option<string>("--design")
        {
            Description = "How the session service is built: "
                + string.Join(", ", Design.All.Select(design => design.Name)) + ".",
            HelpName = "NAME",
            DefaultValueFactory = _ => Design.Hardened.Name,
        };
        Option.Validators.Add(result =>
        {
            string name = result.GetValueOrDefault<string>() ?? "";
            if (Design.All.All(design => design.Name != name))
            {
                result.AddError(
                    $"Unknown design '{name}', want one of: {string.Join(", ", Design.All.Select(design => design.Name))}.");
            }
        });
    }

    /// <summary>What to add to a command.</summary>
    public Option<string> Option { get; }

    /// <summary>The design that was asked for.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <returns>The design.</returns>
    public Design ValueIn(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(Option);
        return Design.All.Single(design => design.Name == name);
    }
}
