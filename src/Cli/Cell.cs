using LuoVerified.Check;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Failing;

namespace LuoVerified.Cli;

/// <summary>A cell of a table: words, and the colour that they have on a terminal.</summary>
/// <param name="Words">The words.</param>
/// <param name="Tone">The colour.</param>
internal readonly record struct Cell(string Words, Tone Tone = Tone.Plain)
{
    /// <summary>Words without a colour.</summary>
    /// <param name="words">The words.</param>
    public static implicit operator Cell(string words) => new(words);

    /// <summary>What came of something.</summary>
    /// <param name="word">A verdict, the rule that was broken, or what stands in its place.</param>
    /// <returns>The cell.</returns>
    public static Cell Verdict(string word) => new(
        word,
        word.Length == 0 ? Tone.Plain
            : word == ReportTable.Word(Check.Verdict.Pass) ? Tone.Good
            : word == ReportTable.Word(Check.Verdict.Inconclusive) || word == InapplicablePair.Word ? Tone.Open
            : Tone.Bad);

    /// <summary>Whether something is as expected.</summary>
    /// <param name="against">The verdict, held against what was expected.</param>
    /// <param name="words">The words.</param>
    /// <returns>The cell.</returns>
    public static Cell Expected(Verdict against, string words) => new(words, words.Length == 0 ? Tone.Plain : ToneOf(against));

    /// <summary>The colour of a verdict.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>The colour.</returns>
    public static Tone ToneOf(Verdict verdict) => ToneOf(ExitCode.Of(verdict));

    /// <summary>The colour of what a command ends with.</summary>
    /// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
    /// <returns>The colour.</returns>
    public static Tone ToneOf(int exitCode) => exitCode switch
    {
        ExitCode.Ok => Tone.Good,
        ExitCode.Inconclusive => Tone.Open,
        _ => Tone.Bad,
    };
}
