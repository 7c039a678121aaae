using LuoVerified.Check.Explained;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Shrinking;
using LuoVerified.Core;
using LuoVerified.Impl;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Gate;

/// <summary>Makes findings what reports have of them: the lines of code that have a part in one are those of a replay.</summary>
internal static class GateFindings
{
    /// <summary>A broken rule.</summary>
    /// <param name="written">Its trace.</param>
    /// <param name="isExpected">See <see cref="GateFinding.IsExpected"/>.</param>
    /// <param name="maxConfigurations">The bound of the search for a linearization.</param>
    /// <returns>The finding.</returns>
    public static GateFinding Of(WrittenTrace written, bool isExpected, long maxConfigurations)
    {
        Trace trace = written.Trace;
        (IReadOnlyList<GatePlace> places, IReadOnlyList<string> marks) = Places(written, maxConfigurations);
        return new GateFinding(
            trace.Violation.Check,
            Printable.Of(trace.Violation.Message),
            isExpected,
            places,
            SourceText.HashOf([trace.Violation.Check, trace.Scenario.Name, trace.Design, .. marks]),
            written);
    }

    /// <summary>A rule that should have been broken and was not.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="design">The design.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="what">What is expected, in a few words.</param>
    /// <returns>The finding.</returns>
    public static GateFinding Missing(Scenario scenario, Design design, string rule, string what) => new(
        rule,
        $"{what} is expected of {scenario.Name} on {design.Name}, and was not found",
        IsExpected: false,
        [],
        SourceText.HashOf(["missing", rule, scenario.Name, design.Name, what]),
        Trace: null);

    /// <summary>The lines, and what tells this finding from others though lines may move.</summary>
    private static (IReadOnlyList<GatePlace> Places, IReadOnlyList<string> Marks) Places(WrittenTrace written, long maxConfigurations)
    {
        ExplainedTrace trace;
        try
        {
            trace = Replayer.Replay(
                written.Trace, written.Trace.Scenario.On(written.Design), maxConfigurations, SessionChecks.All, nearest: false).Explanation!;
        }
        catch (RunErrorException)
        {
            // The finding stands without its lines; its trace leads to the error.
            return ([], []);
        }

        List<GatePlace> places = [];
        List<string> marks = [];
        foreach (RelatedStep related in trace.Violation?.Related ?? [])
        {
            ExplainedStep step = trace.Steps[related.Step - 1];
            ExplainedPlace? place = PlaceOf(trace, step);
            marks.Add($"{step.Kind} {step.Target} {place?.File} {place?.Method}");
            if (place is not null)
            {
                places.Add(new GatePlace(place.File, place.Line, $"{step.Thread} {related.Role}"));
            }
        }

        return (places, marks);
    }

    /// <summary>Where a step is done; of a call or a return, which are nowhere, the last place before it in the same call, or else the
    /// first after it.</summary>
    private static ExplainedPlace? PlaceOf(ExplainedTrace trace, ExplainedStep step)
    {
        ExplainedStep[] same = [.. trace.Steps.Where(each => each.Place is { Line: > 0 } && each.Thread == step.Thread && each.Call == step.Call)];
        return (same.LastOrDefault(each => each.Number <= step.Number) ?? same.FirstOrDefault())?.Place;
    }
}
