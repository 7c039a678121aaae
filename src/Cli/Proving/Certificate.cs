using System.Security.Cryptography;
using System.Text;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Cli.Failing;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Proving;

/// <summary>A proof with the files that its schedules were written to.</summary>
/// <param name="Proof">The proof.</param>
/// <param name="Sampled">Schedules that were sampled under Coyote beside it, for agreement.</param>
/// <param name="Traces">The file of each of the shortest findings, in their order.</param>
/// <param name="OrderTraces">The file of each finding about orders, in their order.</param>
internal sealed record ProvenScenario(
    Proof Proof, long Sampled, IReadOnlyList<string> Traces, IReadOnlyList<string> OrderTraces);

/// <summary>What was covered, in all scenarios. Holds no time: equal code gives equal certificates.</summary>
/// <param name="Plan">What was to be proved.</param>
/// <param name="Rows">The scenarios, in order.</param>
/// <param name="Failed">The pairs without a proof, because of errors of ours.</param>
internal sealed record Certificate(ProofPlan Plan, IReadOnlyList<ProvenScenario> Rows, IReadOnlyList<FailedPair> Failed)
{
    /// <summary>What the program ends with.</summary>
    public int ExitCode => Failed.Count > 0 ? Cli.ExitCode.Internal
        : Rows.Any(row => row.Proof.AgainstExpectation == Verdict.Violation) ? Cli.ExitCode.Violation
        : Rows.Any(row => row.Proof.AgainstExpectation == Verdict.Inconclusive) ? Cli.ExitCode.Inconclusive
        : Cli.ExitCode.Ok;

    /// <summary>The version of the checked assembly.</summary>
    public static string Version => typeof(Machine).Assembly.GetName().Version!.ToString();

    /// <summary>The SHA-256 over the sources of the checked assembly, in hexadecimal: that of the sorted lines that
    /// <c>sha256sum</c> prints for them. Unlike the binary's it is the same for every build of the same sources.</summary>
    public static string SourceHash { get; } = HashSources();

    private static string HashSources()
    {
        using var reader = new StreamReader(typeof(Machine).Assembly.GetManifestResourceStream("sources.sha256")!);
        string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string sorted = string.Concat(lines.Order(StringComparer.Ordinal).Select(line => $"{line}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sorted)));
    }
}
