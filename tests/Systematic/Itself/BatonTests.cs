using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Protocols;
using LuoVerified.Check.Runs;

namespace LuoVerified.Systematic.Tests.Itself;

/// <summary>Threads that hand a baton on.</summary>
public interface IRelay
{
    /// <summary>The owner of the baton: hands it out twice, then ends the threads.</summary>
    /// <param name="fails">Whether the first turn fails.</param>
    /// <returns>How often somebody had it; less than 0 if the owner was told of the failure.</returns>
    int Own(bool fails);

    /// <summary>What one of the threads does until it is to end.</summary>
    /// <param name="thread">Its index.</param>
    void Serve(int thread);
}

/// <summary>What lets one thread at a time run (<c>src/Check/Explore/Baton.cs</c>), checked with the library as any protocol:
/// compiled from its source as checked code, with threads of the program in the place of the runtime's, and with patience that
/// never ends. With one line changed it fails.</summary>
public class BatonTests
{
    private static readonly Dictionary<string, (Change Change, string[] Found)> Changes = new()
    {
        ["a pass wakes nobody"] = (new("            Wake(to);\n", ""), [Checks.Deadlock]),
        ["who passes goes on"] = (new("            _go[from].Wait();\n", ""), [Checks.DataRace, Checks.Linearizable]),
        ["nobody is told of the end"] = (new("        _quit = true;\n", ""), [Checks.DataRace, Checks.Deadlock]),
        ["only one is told of the end"] = (
            new("Array.ForEach(_go, semaphore => semaphore.Release());", "_go[0].Release();"), [Checks.Deadlock]),
        ["the owner does not wait"] = (new("!_owner.WaitOne(patience / Looks)", "false"), [Checks.DataRace, Checks.Linearizable]),
        ["a thread keeps what it hands on"] = (
            new("            Wake(next);\n", ""), [Checks.Deadlock]),
        ["a failure is kept"] = (new("            _failure = ExceptionDispatchInfo.Capture(fault);\n", ""), [Checks.Linearizable]),
    };

    public static TheoryData<string> AllChanges() => [.. Changes.Keys];

    [Theory]
    [InlineData("own")]
    [InlineData("own failing")]
    public void OneAtATimeRunsAndAllEndOnAnySchedule(string owner)
    {
        ExploreReport report = Explorer.Explore(Of(null, owner));
        Assert.True(report.Verdict == Verdict.Pass && report.Exhausted, $"{report}");
        Assert.True(report.Executions > 1);
    }

    [Theory]
    [MemberData(nameof(AllChanges))]
    public void OneLineChangedIsFound(string change)
    {
        string[] owners = ["own", "own failing"];
        HashSet<string> found =
        [
            .. owners.SelectMany(owner => Explorer.Explore(Of(change, owner), new ExploreOptions { MaxExecutions = 500 }).AllFindings)
                .Select(finding => finding.Violation.Check),
        ];
        Assert.Equal(string.Join(", ", Changes[change].Found), string.Join(", ", found.Order(StringComparer.Ordinal)));
    }

    private static Subject Of(string? change, string owner)
    {
        Change[] standIns =
        [
            new("using Semaphore = System.Threading.Semaphore;", $"using Semaphore = {CheckedCopy.Name}.PatientSemaphore;"),
            new("using Thread = System.Threading.Thread;", $"using Thread = {CheckedCopy.Name}.SteppedThread;"),
        ];
        Func<IRelay> make = CheckedCopy.Compile<IRelay>(
            "Relay", ("Baton.cs", change is null ? standIns : [.. standIns, Changes[change].Change]), ("Relay.cs", []));
        return Protocol.Of(
            "baton",
            _ => make(),
            int (IRelay relay, string op) =>
            {
                if (op.StartsWith("own", StringComparison.Ordinal))
                {
                    return relay.Own(op.EndsWith("failing", StringComparison.Ordinal));
                }

                relay.Serve(op[^1] - '0');
                return 0;
            },
            Specification.Of(0, (int state, string op) => (op == "own" ? 5 : op == "own failing" ? -101 : 0, state)))
            .Program([[owner], ["serve 0"], ["serve 1"]]);
    }
}
