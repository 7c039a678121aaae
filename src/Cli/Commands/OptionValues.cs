using System.CommandLine.Parsing;
using System.Globalization;

namespace LuoVerified.Cli.Commands;

/// <summary>Reads option values while the command line is still being looked at.</summary>
internal static class OptionValues
{
    /// <summary>The value of an option that was given and reads as a number.</summary>
    /// <typeparam name="T">The kind of number.</typeparam>
    /// <param name="result">The option.</param>
    /// <returns>The value; null where the option was not given, or is no number: the parser says so itself.</returns>
    public static T? Parsed<T>(this OptionResult result)
        where T : struct, IParsable<T> =>
        result.Tokens.Count == 1 && T.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out T value) ? value : null;
}
