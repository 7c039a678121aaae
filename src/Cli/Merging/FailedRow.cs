namespace LuoVerified.Cli.Merging;

/// <summary>A program without a result, because of an error of ours or because it cannot be performed.</summary>
internal sealed record FailedRow(string Scenario, string Design, string Verdict, string Message, int Steps, string LastStep, string? Trace)
{
    /// <summary>The rows of two reports.</summary>
    /// <param name="one">The rows of one.</param>
    /// <param name="other">The rows of the other.</param>
    /// <returns>All of them, in order.</returns>
    public static IReadOnlyList<FailedRow> Both(IReadOnlyList<FailedRow> one, IReadOnlyList<FailedRow> other) => Sorted(one.Concat(other));

    /// <summary>The order in which reports have them, which does not depend on who met them.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>Those, by scenario and then by design.</returns>
    public static IReadOnlyList<FailedRow> Sorted(IEnumerable<FailedRow> rows) =>
        [.. rows.OrderBy(row => row.Scenario, StringComparer.Ordinal).ThenBy(row => row.Design, StringComparer.Ordinal)];
}
