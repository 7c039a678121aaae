using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;

namespace LuoVerified.Cli.Commands;

/// <summary>Limits on the time that a command takes: <c>--time</c> for itself, <c>--until</c> for several that share it. What is reached
/// first ends it.</summary>
internal sealed class TimeOptions
{
    private const double MostSeconds = 1_000_000;

    /// <summary>The last second of the year 9999.</summary>
    private const long LastSecond = 253_402_300_799;

    /// <summary>Where <c>--until</c> stands if it is not given.</summary>
    private const string Variable = "LUO_UNTIL";

    private readonly Func<string, string?> _variable;

    /// <summary>Makes the options.</summary>
    /// <param name="rest">What becomes of what is not reached, as a sentence without a full stop.</param>
    /// <param name="variable">Reads a variable of the environment.</param>
    public TimeOptions(string rest, Func<string, string?> variable)
    {
        _variable = variable;
        Seconds = new Option<double?>("--time")
        {
            Description = $"End after so many seconds; {rest}.",
            HelpName = "SECONDS",
            CustomParser = ParseSeconds,
        };
        Until = new Option<long?>("--until")
        {
            Description = $"End at this time, in seconds since 1970 as date +%s has it; {Variable} in the environment by default.",
            HelpName = "TIME",
            CustomParser = result => ParseTime(result, "--until", result.Tokens[0].Value),
        };
    }

    /// <summary><c>--time</c>; seconds, more than 0; null if it is not given.</summary>
    public Option<double?> Seconds { get; }

    /// <summary><c>--until</c>; seconds since 1970, in UTC; null if it is not given.</summary>
    public Option<long?> Until { get; }

    /// <summary>Refuses a variable that is no time.</summary>
    /// <param name="result">A command with the options.</param>
    public void Validate(CommandResult result)
    {
        if (_variable(Variable) is { Length: > 0 } text)
        {
            ParseTime(result, Variable, text);
        }
    }

    /// <summary>Starts the clock.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <returns>Answers whether the time is up; never, if there is no limit.</returns>
    public Func<bool> IsUp(ParseResult parsed)
    {
        var clock = Stopwatch.StartNew();
        long? until = parsed.GetValue(Until) ?? Time(_variable(Variable));
        double? left = until - (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1_000d);
        double limit = Math.Min(parsed.GetValue(Seconds) ?? double.MaxValue, left ?? double.MaxValue);
        return () => clock.Elapsed.TotalSeconds >= limit;
    }

    private static double? ParseSeconds(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds);
        if (isNumber && seconds is > 0 and <= MostSeconds)
        {
            return seconds;
        }

        result.AddError($"--time wants a number of seconds, more than 0 and at most {MostSeconds}, not '{text}'.");
        return null;
    }

    private static long? ParseTime(SymbolResult result, string where, string text)
    {
        long? time = Time(text);
        if (time is null)
        {
            result.AddError($"{where} wants a time in whole seconds since 1970, as date +%s has it, not '{text}'.");
        }

        return time;
    }

    private static long? Time(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long time) && time <= LastSecond ? time : null;
}
