using System.Text.Json;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Failing;

namespace LuoVerified.Cli;

/// <summary>What the program ends with: the same five numbers for every command.</summary>
internal static class ExitCode
{
    /// <summary>0: done, and nothing was found wrong.</summary>
    public const int Ok = 0;

    /// <summary>1: a rule is broken, or data was refused.</summary>
    public const int Violation = 1;

    /// <summary>2: the command line or a script is not understood, a file cannot be read or written, a scenario cannot be
    /// performed, or a design is not under control.</summary>
    public const int Usage = 2;

    /// <summary>3: a bug in this program.</summary>
    public const int Internal = 3;

    /// <summary>4: a bound was reached before there was an answer.</summary>
    public const int Inconclusive = 4;

    /// <summary>The outcome in a word.</summary>
    /// <param name="code">Any of these; <see cref="Usage"/> if a scenario could not be performed.</param>
    /// <returns>A verdict, or what stands in its place.</returns>
    public static string Verdict(int code) => code switch
    {
        Internal => FailedPair.Word,
        Usage => FailedPair.Unusable,
        Violation => ReportTable.Word(Check.Verdict.Violation),
        Inconclusive => ReportTable.Word(Check.Verdict.Inconclusive),
        _ => ReportTable.Word(Check.Verdict.Pass),
    };

    /// <summary>What a verdict makes a command end with.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns><see cref="Ok"/>, <see cref="Violation"/> or <see cref="Inconclusive"/>.</returns>
    public static int Of(Check.Verdict verdict) => verdict switch
    {
        Check.Verdict.Pass => Ok,
        Check.Verdict.Violation => Violation,
        _ => Inconclusive,
    };

    /// <summary>Refuses what is none of these, in a report.</summary>
    /// <param name="code">What the report says.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static void RequireSound(int code)
    {
        if (code is < Ok or > Inconclusive)
        {
            throw new JsonException($"no command of luo ends with {code} and writes a report");
        }
    }

    /// <summary>What a command ends with whose parts would end with some of these.</summary>
    /// <param name="codes">Some of these.</param>
    /// <returns>The one that wins: a bug, then what could not be performed, then a violation, then what is not decided.</returns>
    public static int Worst(params int[] codes) => new[] { Internal, Usage, Violation, Inconclusive, Ok }.First(codes.Contains);
}
