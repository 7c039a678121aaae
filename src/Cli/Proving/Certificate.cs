using System.Security.Cryptography;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Proving;

/// <summary>A proof with the files that its schedules were written to.</summary>
/// <param name="Proof">The proof.</param>
/// <param name="Sampled">Schedules that were sampled under Coyote beside it, for agreement.</param>
/// <param name="Traces">The file of each of the proof's findings, in their order.</param>
internal sealed record ProvenScenario(Proof Proof, long Sampled, IReadOnlyList<string> Traces);

/// <summary>What was covered, in all scenarios. Holds no time: equal code gives equal certificates.</summary>
/// <param name="Rows">The scenarios, in order.</param>
/// <param name="MaxExecutions">The most executions of one exploration.</param>
internal sealed record Certificate(IReadOnlyList<ProvenScenario> Rows, long MaxExecutions)
{
    /// <summary>What the program ends with.</summary>
    public int ExitCode => Rows.Any(row => row.Proof.AgainstExpectation == Verdict.Violation) ? Cli.ExitCode.Violation
        : Rows.Any(row => row.Proof.AgainstExpectation == Verdict.Inconclusive) ? Cli.ExitCode.Inconclusive
        : Cli.ExitCode.Ok;

    /// <summary>The version of the checked assembly.</summary>
    public static string Version => typeof(Machine).Assembly.GetName().Version!.ToString();

    /// <summary>The SHA-256 of the checked assembly as it runs here, in hexadecimal.</summary>
    public static string Hash => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(typeof(Machine).Assembly.Location)));
}
