using System.CommandLine;
using System.CommandLine.Parsing;
using LuoVerified.Cli.Assemblies;

namespace LuoVerified.Cli.Commands;

/// <summary>The options of a loose replay.</summary>
/// <param name="designs">The designs that there are.</param>
internal sealed class LooseOptions(KnownDesigns designs)
{
    /// <summary>Whether it is one.</summary>
    public Option<bool> Loose { get; } = new("--loose")
    {
        Description = "Follow the schedule on code that has changed since: does the same rule still break? A line for each trace.",
    };

    /// <summary>The design to use.</summary>
    public Option<string[]> Design { get; } = NamedValue.Options(
        "--design", "With --loose: replay on this design, not on the recorded one.", designs.Names);

    /// <summary>Whether trace files are rewritten.</summary>
    public Option<bool> Update { get; } = new("--update")
    {
        Description = "With --loose: rewrite each trace that reproduces with other steps than recorded, so that it reproduces strictly.",
    };

    /// <summary>Refuses what does not go together.</summary>
    /// <param name="result">The parsed command.</param>
    /// <param name="strict">The options that a loose replay has not.</param>
    public void Validate(CommandResult result, IReadOnlyList<Option> strict)
    {
        bool isLoose = result.GetValue(Loose);
        if (isLoose && strict.FirstOrDefault(option => Exclusive.IsGiven(result, option)) is { } wrong)
        {
            result.AddError($"--loose and {wrong.Name} exclude each other.");
        }

        Option[] given = [.. ((Option[])[Update, Design]).Where(option => Exclusive.IsGiven(result, option))];
        if (!isLoose && given is [var alone, ..])
        {
            result.AddError($"{alone.Name} wants --loose.");
        }

        if (given.Length > 1)
        {
            result.AddError("--update and --design exclude each other: a trace stays one of its design.");
        }

        if (result.GetValue(Design) is { Length: > 1 })
        {
            result.AddError("--design wants one design.");
        }
    }
}
