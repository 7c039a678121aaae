using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;
using LuoVerified.Impl;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Traces;

/// <summary>Traces whose program is a scenario.</summary>
public static class SessionTraces
{
    extension(Trace trace)
    {
        /// <summary>The scenario, whole.</summary>
        public Scenario Scenario => (Scenario)trace.Program;
    }

    extension(TraceText)
    {
        /// <summary>Reads a trace.</summary>
        /// <param name="text">The whole text.</param>
        /// <param name="source">What to call the text in messages, such as its file name.</param>
        /// <returns>The trace.</returns>
        /// <exception cref="FormatException">The text is no trace, or one of a rule that there is not; the message gives source, line
        /// and reason.</exception>
        public static Trace Parse(string text, string source)
        {
            Trace trace = TraceText.Parse(text, source, ScenarioText.Parse);
            string rule = trace.Violation.Check;
            if (trace.IsInternalError || SessionChecks.All.Any(each => each.Name == rule))
            {
                return trace;
            }

            int line = Array.FindIndex(text.Split('\n'), each => each.StartsWith("violation ", StringComparison.Ordinal)) + 1;
            throw new FormatException($"{source}:{line}: there is no rule '{rule}'");
        }
    }

    extension(Replayer)
    {
        /// <summary>Replays.</summary>
        /// <param name="trace">The schedule.</param>
        /// <param name="design">The design to run it on.</param>
        /// <param name="maxConfigurations">The bound of the search for a linearization.</param>
        /// <returns>What the replay shows.</returns>
        /// <exception cref="RunErrorException">An error of ours, perhaps the one that the trace leads to.</exception>
        public static ReplayResult Replay(
            Trace trace, Design design, long maxConfigurations = LinearizabilityChecker.DefaultBound) =>
            Replayer.Replay(trace, trace.Scenario.On(design), maxConfigurations);
    }
}
