using System.CommandLine;
using System.CommandLine.Parsing;

namespace LuoVerified.Cli.Commands;

/// <summary>Refuses options that there are not, which would else be taken for files.</summary>
internal static class UnknownOptions
{
    /// <summary>Refuses them for a command and all below it.</summary>
    /// <param name="command">The command.</param>
    /// <returns>The same.</returns>
    public static T Refused<T>(T command)
        where T : Command
    {
        command.Validators.Add(Refuse);
        foreach (Command below in command.Subcommands)
        {
            Refused(below);
        }

        return command;
    }

    private static void Refuse(CommandResult result)
    {
        if (result.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .FirstOrDefault(token => token.Value is ['-', _, ..]) is { } wrong)
        {
            string name = wrong.Value.Split('=')[0];
            string hint = Spelling.Nearest(name, result.Command.Options.Select(option => option.Name)) is { } meant ? $" Is it {meant}?" : "";
            result.AddError($"There is no option '{name}'.{hint} (A file of that name is ./{wrong.Value}.)");
        }
    }
}
