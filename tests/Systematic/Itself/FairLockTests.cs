using System.Collections.Concurrent;
using System.Reflection;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Protocols;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Mutation;

namespace LuoVerified.Systematic.Tests.Itself;

/// <summary>A value under the lock that is checked.</summary>
public interface IGuardedValue
{
    /// <summary>Adds one under the lock, for exclusive use.</summary>
    int Add();

    /// <summary>Reads it under the lock, for shared use.</summary>
    int Get();
}

/// <summary>The lock on which real threads wait (<c>src/Core/Locking/FairLock.cs</c>, on the monitor of
/// <c>src/Monitors/RuntimeMonitor.cs</c>), checked with the library as any protocol: compiled from its sources as checked code,
/// under every schedule. With one line changed it fails.</summary>
public class FairLockTests
{
    private const string WakesAfterGive =
        """
                    if (_queue.Count > 0)
                    {
                        _monitor.WakeAll();
                    }
                }
            }
        """;

    /// <summary>What is changed in the lock, by what, and how that shows.</summary>
    private static readonly Dictionary<string, (Change Change, string[] Found)> Changes = new()
    {
        ["a release wakes nobody"] = (new(WakesAfterGive, "        }\n    }\n"), [Checks.Deadlock]),
        ["a release changes nothing"] = (new("            Withdraw(exclusive, step);\n", ""), [Checks.Deadlock]),
        ["who waits looks once"] = (new("while (_queue.Peek()", "if (_queue.Peek()"), [Checks.Oops]),
        ["who comes does not look"] = (
            new("if (_queue.Count > 0 || !IsAvailable(exclusive))", "if (_queue.Count > 0)"), [Checks.Oops]),
        ["a writer waits for writers only"] = (
            new("0 || !IsAvailable(exclusive))", "0 || !IsAvailable(false))"), [Checks.Oops]),
        ["who waits stays in the queue"] = (new("        _queue.Dequeue();\n", ""), [Checks.Deadlock]),
        ["takes outside of the monitor"] = (
            new("using (_monitor.Enter())\n        {\n            // Looked at", "{\n            // Looked at"), [Checks.Oops]),
        ["gives outside of the monitor"] = (
            new("using (_monitor.Enter())\n        {\n            if (Domain.Halted)", "{\n            if (Domain.Halted)"), [Checks.Oops]),
        ["wakes outside of the monitor"] = (
            new(WakesAfterGive, "        }\n        if (_queue.Count > 0) { _monitor.WakeAll(); }\n    }\n"),
            [Checks.DataRace, Checks.LockNotHeld]),
    };

    private static readonly ConcurrentDictionary<string, Func<IGuardedValue>> Compiled = new();

    public static TheoryData<string> AllChanges() => [.. Changes.Keys];

    public static TheoryData<string> Programs() =>
        ["add | add", "add add | add get", "get | get | add", "add | add | get", "add | get get"];

    [Theory]
    [MemberData(nameof(Programs))]
    public void TheLockExcludesAndLosesNobodyOnAnySchedule(string threads)
    {
        ExploreReport report = Explorer.Explore(Of("").Program(Threads(threads)));
        Assert.True(report.Verdict == Verdict.Pass && report.Exhausted, $"{report}");
        Assert.True(report.Executions > 1);
    }

    [Theory]
    [MemberData(nameof(AllChanges))]
    public void OneLineChangedIsFound(string change)
    {
        HashSet<string> found = [];
        foreach (string threads in Programs().Select(row => row.Data))
        {
            found.UnionWith(Explorer.Explore(Of(change).Program(Threads(threads))).AllFindings.Select(finding => finding.Violation.Check));
        }

        Assert.Equal(Changes[change].Found, found.Order(StringComparer.Ordinal));
    }

    private static string[][] Threads(string text) => [.. text.Split(" | ").Select(thread => thread.Split(' '))];

    private static Protocol<IGuardedValue, string, int> Of(string change)
    {
        Func<IGuardedValue> make = Compiled.GetOrAdd(change, Compile);
        return Protocol.Of(
            "lock",
            _ => make(),
            (IGuardedValue value, string op) => op == "get" ? value.Get() : value.Add(),
            Specification.Of(0, (int value, string op) => op == "get" ? (value, value) : (value + 1, value + 1)));
    }

    private static Func<IGuardedValue> Compile(string change)
    {
        var uses = new Change("using LuoVerified.Monitors;", "using LuoVerified.Core;\nusing LuoVerified.Core.Locking;");
        Change[] changes = change.Length == 0 ? [uses] : [uses, Changes[change].Change];
        return CheckedCopy.Compile<IGuardedValue>(
            "GuardedValue", ("FairLock.cs", changes), ("WaitMonitor.cs", []), ("RuntimeMonitor.cs", []), ("GuardedValue.cs", []));
    }
}
