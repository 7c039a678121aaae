using System.CommandLine.Parsing;
using System.Globalization;

namespace LuoVerified.Cli.Commands;

/// <summary>Options whose value is any number of 64 bits.</summary>
internal static class NumberOption
{
    /// <summary>Reads the value; what is no number is an error of the command line.</summary>
    /// <param name="result">The value's one token.</param>
    /// <param name="name">The option.</param>
    /// <returns>The number; 0 after an error.</returns>
    public static ulong Parse(ArgumentResult result, string name)
    {
        string text = result.Tokens[0].Value;
        bool hexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (!ulong.TryParse(
            hexadecimal ? text.AsSpan(2) : text,
            hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out ulong value))
        {
            result.AddError($"{name}: '{text}' is not a number from 0 to 2^64-1, decimal or hexadecimal after 0x.");
        }

        return value;
    }
}
