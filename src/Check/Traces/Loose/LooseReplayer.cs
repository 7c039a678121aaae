using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Traces.Loose;

/// <summary>Follows a recorded schedule on code that has changed since: docs/traces.md says what is followed and what is
/// tolerated.</summary>
public static class LooseReplayer
{
    /// <summary>Replays.</summary>
    /// <param name="trace">The schedule; not one that leads to an error of ours.</param>
    /// <param name="subject">The program of the trace, and the design to run it on.</param>
    /// <param name="maxConfigurations">The bound of the search for a linearization.</param>
    /// <returns>What it shows. The rule of the trace breaks if it does in one of the readings of the recording
    /// (<see cref="LooseReading"/>), each of which is run.</returns>
    /// <exception cref="UnusableProgramException">The set-up cannot be performed.</exception>
    /// <exception cref="Designs.UncontrolledDesignException">The design does what is not under control.</exception>
    /// <exception cref="RunErrorException">An error of ours.</exception>
    public static LooseResult Replay(Trace trace, Subject subject, long maxConfigurations = LinearizabilityChecker.DefaultBound)
    {
        subject.RequireControlled();
        List<LooseRun> runs = [];
        Queue<LooseReading> readings = new(LooseReading.Plain);
        while (readings.TryDequeue(out LooseReading? reading))
        {
            var run = LooseRun.Of(trace, subject, reading, maxConfigurations);
            if (run.Same is { } same)
            {
                Trace now = Trace.Of(subject.Program, subject.Design, same, trace.Seed) with { Options = trace.Options };
                return new LooseResult(LooseOutcome.Reproduced, same.Violation.Message) { Now = now };
            }

            runs.Add(run);
            if (runs.Count == LooseReading.Plain.Count)
            {
                LooseReading.WithNewNames(LocksIn(trace), runs[0].Locks).ToList().ForEach(readings.Enqueue);
            }
        }

        return runs.Find(run => run.Other is not null) is { Other: { } other }
            ? new LooseResult(LooseOutcome.BreaksAnother, $"{other.Check}: {other.Message}")
            : runs.Exists(run => run.Undecided) ? new LooseResult(LooseOutcome.Undecided, "")
            : runs.Find(run => run.Guide.NotFollowed is null) is { } followed
                ? new LooseResult(LooseOutcome.PassesNow, Remarks(followed.Guide))
                : new LooseResult(LooseOutcome.CannotBeFollowed, runs[0].Guide.NotFollowed!);
    }

    private static string Remarks(LooseGuide guide)
    {
        string delayed = guide.Delayed is { } step ? $"{step}, as it had not on record" : "";
        return string.Join("; ", ((string[])[guide.Reading.ToString(), delayed]).Where(remark => remark.Length > 0));
    }

    private static List<string> LocksIn(Trace trace) =>
        [.. trace.Steps.Select(step => StepText.LockIn(step.Key)).Where(label => label.Length > 0).Distinct()];
}
