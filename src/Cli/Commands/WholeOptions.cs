using System.CommandLine;
using System.CommandLine.Parsing;

namespace LuoVerified.Cli.Commands;

/// <summary>An option that lacks its argument is an error by itself. What checks the options of a command together reads their values, which
/// cannot be had then: it is not asked.</summary>
internal static class WholeOptions
{
    /// <summary>Sees to it for a command and all below it.</summary>
    /// <param name="command">The command.</param>
    /// <returns>The same.</returns>
    public static T First<T>(T command)
        where T : Command
    {
        Action<CommandResult>[] validators = [.. command.Validators];
        command.Validators.Clear();
        command.Validators.Add(result =>
        {
            if (result.Children.OfType<OptionResult>().All(IsWhole))
            {
                Array.ForEach(validators, validate => validate(result));
            }
        });
        foreach (Command below in command.Subcommands)
        {
            First(below);
        }

        return command;
    }

    private static bool IsWhole(OptionResult option) => option.Implicit || option.Tokens.Count >= option.Option.Arity.MinimumNumberOfValues;
}
