using LuoVerified.Check;
using LuoVerified.Check.Linearizability;
using LuoVerified.Cli.Shrinking;

namespace LuoVerified.Cli.Gate;

/// <summary>What a command found, from which every kind of report for other programs is made. Holds no time: equal results give
/// equal reports.</summary>
/// <param name="Command">The command, such as <c>luo prove</c>.</param>
/// <param name="Rules">The rules that findings may break, with their statements.</param>
/// <param name="Rows">What came of each scenario on each design, in order.</param>
/// <param name="Counts">How much was done, in a few words.</param>
/// <param name="Result">What came of all of it, in a few words.</param>
/// <param name="ExitCode">What the command ends with.</param>
internal sealed record GateReport(
    string Command, IReadOnlyList<Rule> Rules, IReadOnlyList<GateRow> Rows, string Counts, string Result, int ExitCode)
{
    /// <summary>What the result rests on, in lines.</summary>
    public IReadOnlyList<string> Basis { get; init; } = [];

    /// <summary>The bound of the search for a linearization when a trace is replayed.</summary>
    public long MaxConfigurations { get; init; } = LinearizabilityChecker.DefaultBound;

    /// <summary>What came of all, in a line.</summary>
    public string Summary => $"{Counts}: {Result}";
}

/// <summary>What came of one scenario on one design.</summary>
/// <param name="Subject">The scenario, or what stands in its place.</param>
/// <param name="Design">The design.</param>
/// <param name="Standing">How it stands to what is expected.</param>
/// <param name="Verdict">What was found, in a word.</param>
/// <param name="Expected">What is expected.</param>
/// <param name="Detail">Why there is no verdict, in a line; else empty.</param>
/// <param name="Findings">The rules that were broken, expected or not, and those that should have been.</param>
internal sealed record GateRow(
    string Subject,
    string Design,
    Standing Standing,
    string Verdict,
    string Expected,
    string Detail,
    IReadOnlyList<GateFinding> Findings)
{
    /// <summary>What the scenario is about; may be empty.</summary>
    public string About { get; init; } = "";

    /// <summary>How far it was covered, in a word or two; empty if that is not known.</summary>
    public string Covered { get; init; } = "";

    /// <summary>How many executions that took.</summary>
    public long Executions { get; init; }

    /// <summary>What runs have answered, in words; sorted.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>Such as <c>two-retrieves on hardened</c>.</summary>
    public string Name => $"{Subject} on {Design}";

    /// <summary>The findings that nobody expects.</summary>
    public IEnumerable<GateFinding> Unexpected => Findings.Where(finding => !finding.IsExpected);
}

/// <summary>A broken rule, or one that should have been broken and was not.</summary>
/// <param name="Rule">The name of the rule.</param>
/// <param name="Message">What happened, in one line.</param>
/// <param name="IsExpected">Whether the scenario or the design says that it is so.</param>
/// <param name="Places">The lines of code that have a part in it, in the order in which they ran; may be empty.</param>
/// <param name="Fingerprint">The same for the same finding after lines have moved: 64 hexadecimal digits.</param>
/// <param name="Trace">Its trace in its file; null if there is none.</param>
internal sealed record GateFinding(
    string Rule, string Message, bool IsExpected, IReadOnlyList<GatePlace> Places, string Fingerprint, WrittenTrace? Trace)
{
    /// <summary>The line to show it at, which is the last that ran; null if none is known.</summary>
    public GatePlace? Place => Places.Count > 0 ? Places[^1] : null;
}

/// <summary>A line of code that has a part in a finding.</summary>
/// <param name="File">The file, from the root of the sources, with slashes.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Role">Its part, such as <c>A frees session(a)</c>.</param>
internal sealed record GatePlace(string File, int Line, string Role);
