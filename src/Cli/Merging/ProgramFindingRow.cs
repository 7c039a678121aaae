namespace LuoVerified.Cli.Merging;

/// <summary>The first program of a size that breaks a rule on a design, simplified.</summary>
internal sealed record ProgramFindingRow(
    string Check,
    string Message,
    string Design,
    string First,
    bool IsMinimal,
    int Switches,
    bool SwitchesAreMinimal,
    bool ReplaysOnRealLocks,
    string Scenario,
    string Trace)
{
    /// <summary>The findings of two reports: of each rule that of its first program.</summary>
    /// <param name="one">The findings of one.</param>
    /// <param name="other">The findings of the other.</param>
    /// <param name="programs">What came of the programs of both.</param>
    /// <returns>The findings, in the order of the sizes and designs and then of the rules.</returns>
    public static IReadOnlyList<ProgramFindingRow> Both(
        IReadOnlyList<ProgramFindingRow> one, IReadOnlyList<ProgramFindingRow> other, IReadOnlyList<ProgramsRow> programs) =>
    [
        .. programs.SelectMany(row => row.Broken.SelectMany(broken => one.Concat(other).Where(finding =>
            (finding.Design, finding.Check, finding.First) == (row.Design, broken.Check, broken.First)))),
    ];
}
