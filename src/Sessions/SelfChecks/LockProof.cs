using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Protocols;
using LuoVerified.Core;
using LuoVerified.Impl.Locks;

namespace LuoVerified.Sessions.SelfChecks;

/// <summary>The lock on which real threads wait, checked as any protocol: every schedule of small programs on it. The search has a
/// model in its place, so nothing else sees how it lets threads wait.</summary>
public static class LockProof
{
    /// <summary>What messages call it.</summary>
    public const string Subject = "the lock on which real threads wait";

    private static readonly string[] Plain = ["add", "get"];

    /// <summary>Programs of other operations, and what must be found: readers enter together, no reader passes a writer that waits, and
    /// who waits or comes when the domain is left ends.</summary>
    private static readonly (string Program, string Rule)[] Special =
    [
        ("assert | get", ""),
        ("assert | assert", ""),
        ("meet | meet", ""),
        ("lead | follow | follow", ""),
        ("meet | meet | add", Checks.Deadlock),
        ("add | leave", ""),
        ("add | add | leave", ""),
        ("get | add | leave", ""),
        ("add | get | leave get", ""),
    ];

    private static readonly Protocol<GuardedNumber, string, int> Lock = Protocol.Of(
        "lock",
        GuardedNumber.Make,
        GuardedNumber.Perform,
        Specification.Of<(int Value, bool IsLeft), string, int>((0, false), (state, operation) => (operation, state.IsLeft) switch
        {
            ("leave", _) => (0, (state.Value, true)),
            (_, true) => (GuardedNumber.Left, state),
            ("add" or "assert", _) => (state.Value + 1, (state.Value + 1, false)),
            ("get", _) => (state.Value, state),
            _ => (0, state),
        }));

    /// <summary>The programs, each with the rule that must be broken in it; empty if none may. All of two threads with up to two reads
    /// and writes each are among them, and of three threads with one each, but for those that are the same with other threads.</summary>
    internal static IEnumerable<(string Program, string Rule)> Programs =>
    [
        .. Multisets(2, [.. Plain, .. Plain.SelectMany(first => Plain.Select(second => $"{first} {second}"))]).Concat(Multisets(3, Plain))
            .Select(program => (program, "")),
        .. Special,
    ];

    /// <summary>Explores every program.</summary>
    /// <param name="timeIsUp">Asked after each execution; what is left is left out then.</param>
    /// <returns>How many executions that took.</returns>
    /// <exception cref="InternalErrorException">The lock is wrong; the message says in which program.</exception>
    public static long Require(Func<bool> timeIsUp)
    {
        long executions = 0;
        foreach ((string program, string rule) in Programs)
        {
            ExploreReport report = Explorer.Explore(
                Lock.Program([.. program.Split(" | ").Select(thread => thread.Split(' '))]), new ExploreOptions { TimeIsUp = timeIsUp });
            executions += report.Executions;
            if (timeIsUp())
            {
                break;
            }

            string found = string.Join(", ", report.AllFindings.Select(finding => finding.Violation.Check).Distinct().Order(StringComparer.Ordinal));
            if (found != rule || !report.Exhausted)
            {
                string message = report.AllFindings is [var first, ..] ? first.Violation.Message : "nothing is found";
                throw new InternalErrorException($"{Subject} is wrong: {program}: {(found.Length > 0 ? $"{found}: " : "")}{message}");
            }
        }

        return executions;
    }

    /// <summary>So many threads, whichever is which.</summary>
    private static IEnumerable<string> Multisets(int threads, IReadOnlyList<string> of) => threads == 1 ? of
        : of.Index().SelectMany(first => Multisets(threads - 1, [.. of.Skip(first.Index)]).Select(rest => $"{first.Item} | {rest}"));
}
