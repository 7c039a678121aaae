namespace LuoVerified.Cli.Corpus;

/// <summary>What came of a trace of a corpus, as JSON has it.</summary>
/// <param name="File">The file.</param>
/// <param name="Outcome">The outcome in a word or two.</param>
/// <param name="Message">The outcome in a line.</param>
internal sealed record CorpusRow(string File, string Outcome, string Message);

/// <summary>What came of the traces of a corpus.</summary>
/// <param name="Rows">Those that could be replayed, in order.</param>
/// <param name="Summary">How many there are of each outcome, in a line.</param>
/// <param name="ExitCode">What the command ends with if this is all: a trace that cannot be followed is a warning.</param>
internal sealed record CorpusResult(IReadOnlyList<CorpusRow> Rows, string Summary, int ExitCode)
{
    /// <summary>What is wrong with it, in a few words.</summary>
    public string Reason => ExitCode switch
    {
        Cli.ExitCode.Violation => "the corpus shows what is not expected",
        Cli.ExitCode.Usage => "a file of the corpus cannot be replayed",
        Cli.ExitCode.Internal => "an internal error in the corpus",
        _ => "",
    };
}
