using LuoVerified.Check.Explained;

namespace LuoVerified.Browser.Tests;

/// <summary>Traces as long as one likes.</summary>
internal static class LongRun
{
    /// <summary>Two threads that take turns in one long call each.</summary>
    public static ExplainedTrace Of(int steps, string text) => new(
        text,
        new ExplainedProgram(text, text, [new ExplainedAnswer(text, text)], [[[text], [text]]], text),
        new ExplainedOrigin(text, text, 1, 1),
        new ExplainedViolation("deadlock", text, text, [text], [new RelatedStep(steps, text)], text),
        new ExplainedReplay("diverged", text),
        [new ExplainedCall("A", text, text, 1, steps, 0), new ExplainedCall("B", text, null, 2, steps, 0)],
        [
            .. Enumerable.Range(1, steps).Select(number => new ExplainedStep(
                number,
                number % 2 == 1 ? "A" : "B",
                number <= 2 ? "call" : "write",
                text,
                text,
                "done",
                text,
                text,
                (number + 1) % 2,
                new ExplainedPlace(text, 1, text),
                ["A", "B"],
                number <= 2 ? new Dictionary<string, int>() : new Dictionary<string, int> { [number % 2 == 1 ? "A" : "B"] = number - 2 })),
        ],
        [new ExplainedLock(text, text, [new LockSpan("A", true, 0, null)], [new LockSpan("B", true, 2, null)])],
        [
            .. Enumerable.Range(0, (steps / 10) + 1).Select(
                index => new ExplainedState(index * 10, [new StatePart(text, $"{index}"), new StatePart("other", text)])),
        ]);

    /// <summary>The same with a schedule that passes, as long, which does something else from a step on.</summary>
    public static ExplainedTrace WithNeighbour(int steps, int parts, string text)
    {
        ExplainedTrace trace = Of(steps, text);
        return trace with
        {
            Nearest = new Neighbour(
                "found", text, parts, new ExplainedRun(trace.Calls, [.. trace.Steps.Skip(parts - 1)], trace.Locks, trace.States), 1),
        };
    }
}
