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

    /// <summary>2: the command line or a script is not understood, a file cannot be read or written, or a design is not under
    /// control.</summary>
    public const int Usage = 2;

    /// <summary>3: a bug in this program.</summary>
    public const int Internal = 3;

    /// <summary>4: a bound was reached before there was an answer.</summary>
    public const int Inconclusive = 4;

    /// <summary>The outcome in a word.</summary>
    /// <param name="code">Any but <see cref="Usage"/>.</param>
    /// <returns>A verdict, or <see cref="FailedPair.Word"/>.</returns>
    public static string Verdict(int code) => code switch
    {
        Internal => FailedPair.Word,
        Violation => ReportTable.Word(Check.Verdict.Violation),
        Inconclusive => ReportTable.Word(Check.Verdict.Inconclusive),
        _ => ReportTable.Word(Check.Verdict.Pass),
    };

    /// <summary>What a command ends with whose parts would end with some of these.</summary>
    /// <param name="codes">Any but <see cref="Usage"/>.</param>
    /// <returns>The one that wins: a bug, then a violation, then what is not decided.</returns>
    public static int Worst(params int[] codes) => new[] { Internal, Violation, Inconclusive, Ok }.First(codes.Contains);
}
