namespace LuoVerified.Cli.Gate;

/// <summary>A report, in all the forms that it can be written in.</summary>
/// <param name="Json">As JSON, with all that is known.</param>
/// <param name="Print">Prints it as text for people.</param>
/// <param name="Gate">Makes what the kinds for other programs are made of.</param>
internal sealed record WritableReport(Func<string> Json, Action<TextWriter> Print, Func<GateReport> Gate)
{
    private GateReport? _gate;

    /// <summary>What <see cref="Gate"/> makes, once.</summary>
    public GateReport Once => _gate ??= Gate();
}

/// <summary>A form that a report can be written in.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Begin">How every file of it begins: over others it is not written. A kind that may be empty may have a file that
/// is.</param>
/// <param name="Write">Writes it.</param>
internal sealed record ReportKind(string Name, string Begin, Func<WritableReport, string> Write)
{
    /// <summary>The report of the command itself, for <c>luo merge</c> and <c>luo diff</c>.</summary>
    public static ReportKind Json { get; } = new("json", "{", report => report.Json());

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReportKind> All { get; } =
    [
        new("junit", "<?xml", report => JunitReport.Of(report.Once)),
        new("sarif", "{", report => SarifReport.Of(report.Once)),
        new("github", "::", report => GithubReport.Of(report.Once)),
        new("markdown", MarkdownReport.Begin, report => MarkdownReport.Of(report.Once)),
        Json,
        new("table", TableReport.Begin, TableReport.Of),
    ];
}
