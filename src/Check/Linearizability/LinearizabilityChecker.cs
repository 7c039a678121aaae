using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Linearizability;

/// <summary>Looks for an order of the calls of a history in which the specification gives the same answers, and which puts
/// a call that returned before another began before that one. A call that was cut off, by a jump or by the end of the run,
/// may have happened in its epoch, with any answer, or not.</summary>
/// <remarks>The search is <see cref="JustInTimeSearch{TState}"/>. All methods take the calls in order of invocation.</remarks>
public static class LinearizabilityChecker
{
    /// <summary>The bound of a search unless another is given, 1,000,000 configurations: each counts as much as its
    /// specification says, one at the least.</summary>
    public const long DefaultBound = 1_000_000;

    /// <summary>Checks a history against any specification.</summary>
    /// <param name="history">The calls.</param>
    /// <param name="initial">The states that it may start in.</param>
    /// <param name="specification">What the calls must answer.</param>
    /// <param name="bound">The most that the weights of all configurations may add up to.</param>
    /// <typeparam name="TState">A state of the specification.</typeparam>
    /// <returns>The answer; a pass if there is an order from one of the states.</returns>
    internal static LinearizabilityResult Check<TState>(
        IReadOnlyList<Call> history, IEnumerable<TState> initial, ISpecification<TState> specification, long bound)
        where TState : IEquatable<TState>
    {
        List<ForcingReturn> returns = ForcingReturn.Of(history);
        var search = new JustInTimeSearch<TState>(returns, specification, bound);
        if (search.Ends(initial).Any())
        {
            return new LinearizabilityResult(Verdict.Pass, search.Configurations);
        }

        if (search.BoundReached)
        {
            string undecided = $"the order of {history.Count} calls is not decided after {search.Configurations} configurations";
            return new LinearizabilityResult(Verdict.Inconclusive, search.Configurations, undecided);
        }

        if (search.Longest is not { } longest)
        {
            return new LinearizabilityResult(Verdict.Violation, 0, "there is no state to start in");
        }

        var report = new HistoryReport<TState>(history, longest, returns[longest.Position], specification);
        return new LinearizabilityResult(Verdict.Violation, search.Configurations, report.Line(), report.Text());
    }
}
