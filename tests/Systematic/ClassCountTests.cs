using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Impl;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Systematic.Tests;

/// <summary>How many classes of schedules families of programs have: a formula for each, and the exploration visits exactly as
/// many. Calls and returns order nothing: what is counted are orders of critical sections.</summary>
public class ClassCountTests
{
    /// <summary>Each operation is one critical section of <c>lists</c>: the classes are the interleavings of the sections.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(2, 5)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(2, 2, 2)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(3, 3, 3)]
    public void CreatesOfDifferentNames(params int[] operations) => AssertCount(
        Interleavings(operations),
        "",
        operations.Select((count, thread) => string.Join("; ", Enumerable.Range(0, count).Select(i => $"create {(char)('a' + thread)}{i}"))));

    /// <summary>Two sections of <c>lists</c> each: create, and close.</summary>
    [Theory]
    [InlineData(1, 6)]
    [InlineData(2, 70)]
    [InlineData(3, 924)]
    [InlineData(4, 12_870)]
    public void CreateAndCloseOfANameEach(int times, long classes)
    {
        Assert.Equal(classes, Interleavings(2 * times, 2 * times));
        AssertCount(classes, "", "ab".Select(name => string.Join("; ", Enumerable.Repeat($"create {name}; close {name}", times))));
    }

    /// <summary>Who is first gets the session, and closes it; the others are refused, before the close or after.</summary>
    [Theory]
    [InlineData(2, 4)]
    [InlineData(3, 18)]
    [InlineData(4, 96)]
    public void RetrieveAndCloseOfOneSession(int threads, long classes)
    {
        // n ways to be first; the close is one more section after that, the others come in any order around it; those that are
        // refused have no handle to close.
        Assert.Equal(classes, threads * Factorial(threads));
        AssertCount(classes, "setup create a; kexec; deserialize\n", Enumerable.Repeat("retrieve a; close a", threads));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RetrievesOfOneSession(int threads) =>
        AssertCount(Factorial(threads), "setup create a; kexec; deserialize\n", Enumerable.Repeat("retrieve a", threads));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ASerializeAmongCreates(int creates) => AssertCount(
        Factorial(creates + 1), "", Enumerable.Range(0, creates).Select(i => $"create {(char)('a' + i)}").Append("serialize"));

    /// <summary>Operations that touch nothing have one class, however many there are.</summary>
    [Fact]
    public void OperationsThatTouchNothing() => AssertCount(1, "", ["create; create", "create", "close x; create"]);

    private static void AssertCount(long classes, string setUp, IEnumerable<string> threads)
    {
        string program = setUp + string.Join('\n', threads.Select(thread => $"thread {thread}"));
        Scenario scenario = ScenarioText.Parse($"scenario test\nsummary A test.\n{program}\n", "test");
        ExploreReport report = Explorer.Explore(scenario, Design.Hardened, new ExploreOptions { CountTraceClasses = true });
        Assert.Equal(Verdict.Pass, report.Verdict);
        Assert.Equal((classes, classes, 0), (report.Executions, report.TraceClasses, report.Redundant));
    }

    /// <summary>The multinomial coefficient: how many ways there are to merge sequences.</summary>
    private static long Interleavings(params int[] lengths) =>
        lengths.Aggregate(Factorial(lengths.Sum()), (ways, length) => ways / Factorial(length));

    private static long Factorial(int n) => Enumerable.Range(1, n).Aggregate(1L, (product, i) => product * i);
}
