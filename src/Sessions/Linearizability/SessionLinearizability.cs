using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Runs;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Linearizability;

/// <summary>Checks histories of the session service.</summary>
public static class SessionLinearizability
{
    extension(LinearizabilityChecker)
    {
        /// <summary>Checks a history.</summary>
        /// <param name="history">The calls.</param>
        /// <param name="initial">The state that it starts in.</param>
        /// <param name="bound">The most configurations: each counts one, and one for each session that its state
        /// lists.</param>
        /// <param name="meaning">What the calls must answer; by default the specification as it is.</param>
        /// <returns>The answer.</returns>
        public static LinearizabilityResult Check(
            IReadOnlyList<Call> history,
            SpecState initial,
            long bound = LinearizabilityChecker.DefaultBound,
            SpecVariant? meaning = null) =>
            LinearizabilityChecker.Check(
                history,
                [ListOrder.Sorted(initial)],
                meaning is null ? SessionSpecification.Instance : new SessionSpecification(meaning),
                bound);

        /// <summary>Checks a history, or what is left of one from some kernel on.</summary>
        /// <param name="history">The calls.</param>
        /// <param name="initial">The states that it may start in: those after the kernels before.</param>
        /// <param name="bound">The most configurations, counted as above.</param>
        /// <returns>The answer; a pass where there is an order from one of the states.</returns>
        public static LinearizabilityResult Check(
            IReadOnlyList<Call> history,
            IReadOnlyList<SpecState> initial,
            long bound = LinearizabilityChecker.DefaultBound) =>
            LinearizabilityChecker.Check(history, initial.Select(ListOrder.Sorted), SessionSpecification.Instance, bound);
    }
}
