using System.CommandLine;
using System.CommandLine.Parsing;

namespace LuoVerified.Cli.Commands;

/// <summary>Options that do not go together: to leave one unheeded would be to do something else than was asked for.</summary>
internal static class Exclusive
{
    /// <summary>Refuses each of some options beside another one.</summary>
    /// <param name="result">The parsed command.</param>
    /// <param name="flag">The other one.</param>
    /// <param name="options">The options.</param>
    public static void Refuse(CommandResult result, Option<bool> flag, IReadOnlyList<Option> options)
    {
        foreach (Option option in options.Where(option => result.GetValue(flag) && IsGiven(result, option)))
        {
            result.AddError($"{option.Name} and {flag.Name} exclude each other.");
        }
    }

    /// <summary>Whether something stands on the command line.</summary>
    /// <param name="result">The parsed command.</param>
    /// <param name="symbol">An option, or an argument.</param>
    /// <returns>False if its default is taken.</returns>
    public static bool IsGiven(CommandResult result, Symbol symbol) => symbol switch
    {
        Option option => result.GetResult(option) is { Implicit: false },
        Argument argument => result.GetResult(argument) is { Tokens.Count: > 0 },
        _ => false,
    };
}
