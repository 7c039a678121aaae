using LuoVerified.Check;
using LuoVerified.Cli.Corpus;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Programs;
using LuoVerified.Cli.Shrinking;
using LuoVerified.Sessions.Formats;
using LuoVerified.Sessions.Proving;

namespace LuoVerified.Cli.Proving;

/// <summary>A proof with its traces, of smaller programs if there are any.</summary>
/// <param name="Number">The place of the pair among all that were asked for, from 1.</param>
/// <param name="Proof">The proof.</param>
/// <param name="Sampled">Schedules that were sampled under Coyote beside it, for agreement.</param>
/// <param name="Traces">The trace of each of the shortest findings, in their order.</param>
/// <param name="OrderTraces">The trace of each finding about orders, in their order.</param>
internal sealed record ProvenScenario(
    int Number, Proof Proof, long Sampled, IReadOnlyList<WrittenTrace> Traces, IReadOnlyList<WrittenTrace> OrderTraces);

/// <summary>What was covered, in all scenarios. Holds no time: equal code gives equal certificates.</summary>
/// <param name="Plan">What was to be proved.</param>
/// <param name="Rows">The scenarios, in order.</param>
/// <param name="Failed">The pairs without a proof.</param>
internal sealed record Certificate(ProofPlan Plan, IReadOnlyList<ProvenScenario> Rows, IReadOnlyList<FailedPair> Failed)
{
    /// <summary>The pairs of a scenario and a design that rules it out by what it says of itself.</summary>
    public IReadOnlyList<InapplicablePair> Inapplicable { get; init; } = [];

    /// <summary>What came of the corpus; null if there is none.</summary>
    public CorpusResult? Corpus { get; init; }

    /// <summary>Every trace that was written of a scenario.</summary>
    public IReadOnlyList<WrittenTrace> Traces => [.. Rows.SelectMany(row => row.Traces.Concat(row.OrderTraces))];

    /// <summary>Whether the time was up before all was done.</summary>
    public bool TimeWasUp { get; init; }

    /// <summary>What came of every program of some sizes beside them, once for each thing that they are about; none if none was asked for.</summary>
    public IReadOnlyList<ProgramsCertificate> Programs { get; init; } = [];

    /// <summary>What came of asking about the formats beside them; null if that was not asked for.</summary>
    public IReadOnlyList<FormatProof>? Formats { get; init; }

    /// <summary>What the program ends with.</summary>
    public int ExitCode => Cli.ExitCode.Worst(
        Cli.ExitCode.Worst([Cli.ExitCode.Ok, .. Programs.Select(programs => programs.ExitCode)]),
        Cli.ExitCode.Worst([Cli.ExitCode.Ok, .. (Formats ?? []).Select(format => Cli.ExitCode.Of(format.Verdict))]),
        Corpus?.ExitCode ?? Cli.ExitCode.Ok,
        Failed.Count > 0 ? Cli.ExitCode.Worst([.. Failed.Select(pair => pair.ExitCode)])
            : Rows.Any(row => row.Proof.AgainstExpectation == Verdict.Violation) ? Cli.ExitCode.Violation
            : Rows.Any(row => row.Proof.AgainstExpectation == Verdict.Inconclusive) ? Cli.ExitCode.Inconclusive
            : Cli.ExitCode.Ok);
}
