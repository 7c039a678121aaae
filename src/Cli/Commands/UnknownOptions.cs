using System.CommandLine;
using System.CommandLine.Parsing;

namespace LuoVerified.Cli.Commands;

/// <summary>Refuses options that there are not, which would else be taken for files.</summary>
internal static class UnknownOptions
{
    /// <summary>So many changes of a letter make an option another one.</summary>
    private const int Alike = 2;

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
            string? meant = result.Command.Options.Select(option => option.Name).MinBy(option => Distance(name, option));
            string hint = meant is not null && Distance(name, meant) <= Alike ? $" Is it {meant}?" : "";
            result.AddError($"There is no option '{name}'.{hint} (A file of that name is ./{wrong.Value}.)");
        }
    }

    /// <summary>How many letters are to be put in, left out or exchanged (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int before = row[0]++;
            for (int j = 1; j <= other.Length; j++)
            {
                (before, row[j]) = (row[j], Math.Min(
                    Math.Min(row[j], row[j - 1]) + 1, before + (one[i - 1] == other[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
