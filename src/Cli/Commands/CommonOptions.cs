using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LuoVerified.Check.Linearizability;

namespace LuoVerified.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    private const long MostWorkers = 64;

    /// <summary>A whole number, in decimal digits.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it means.</param>
    /// <param name="least">The least value, 0 and up.</param>
    /// <param name="most">The greatest value.</param>
    /// <param name="standard">The value where it is not given.</param>
    /// <returns>The option.</returns>
    public static Option<long> Number(string name, string description, long least, long most, long standard) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = result => ParseNumber(result, name, least, most) ?? standard,
    };

    /// <summary>A whole number, in decimal digits, that has no value where it is not given.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it means.</param>
    /// <param name="least">The least value, 0 and up.</param>
    /// <param name="most">The greatest value.</param>
    /// <returns>The option.</returns>
    public static Option<long?> Number(string name, string description, long least, long most) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => ParseNumber(result, name, least, most),
    };

    /// <summary><c>--workers</c>: how much is done at the same time; as many as there are processors, by default.</summary>
    /// <param name="description">What is.</param>
    /// <returns>The option.</returns>
    public static Option<long> Workers(string description) => Number(
        "--workers", description, 1, MostWorkers, Math.Min(Environment.ProcessorCount, MostWorkers));

    /// <summary><c>--out</c>: where trace files go.</summary>
    /// <returns>The option.</returns>
    public static Option<string> Output() => new("--out")
    {
        Description = "The folder for trace files; made if it is not there.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "luo-traces",
    };

    /// <summary><c>--keep-first</c>: whether the traces of what was found first stay beside the minimal ones.</summary>
    /// <returns>The option.</returns>
    public static Option<bool> KeepFirst() => new("--keep-first")
    {
        Description = "Keep the trace of what was found first, too: beside NAME.trace as NAME.first.trace.",
    };

    /// <summary><c>--sources</c>: where the lines of source on pages come from.</summary>
    /// <returns>The option.</returns>
    public static Option<string> Sources() => new("--sources")
    {
        Description = "The folder of the sources, for the lines around each step of a trace in HTML and JSON.",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };

    /// <summary><c>--max-configurations</c>: the bound of each search for a linearization.</summary>
    /// <returns>The option.</returns>
    public static Option<long> MaxConfigurations() => Number(
        "--max-configurations",
        "The most configurations that the search for a linearization of one history may try, each counted once and once more "
            + "for each session in it; beyond, the history is undecided (exit 4).",
        1,
        1_000_000_000,
        LinearizabilityChecker.DefaultBound);

    private static long? ParseNumber(ArgumentResult result, string name, long least, long most)
    {
        bool isNumber = long.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out long value);
        if (isNumber && value >= least && value <= most)
        {
            return value;
        }

        result.AddError($"{name} wants a number from {least} to {most}, not '{Text(result)}'.");
        return null;
    }

    private static string Text(ArgumentResult result) => result.Tokens[0].Value;
}
