using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Check.Explained;

/// <summary>The happens-before relation of a run (<see cref="HappensBefore"/>) by the numbers of the steps on record, with those
/// that it leaves out: a call, which goes with the step after it, and what is done between two epochs.</summary>
internal sealed class OrderedSteps
{
    private readonly Dictionary<string, int>[] _before;

    /// <summary>Works it out.</summary>
    /// <param name="steps">The steps on record.</param>
    /// <param name="order">The order of the run.</param>
    public OrderedSteps(IReadOnlyList<RecordedStep> steps, HappensBefore order)
    {
        _before = new Dictionary<string, int>[steps.Count];
        List<int>[] ofThread = [.. Enumerable.Range(0, order.Threads).Select(_ => new List<int>())];
        Dictionary<string, int> ended = [];
        Dictionary<string, int> last = [];
        int next = 0;
        for (int i = 0; i < steps.Count; i++)
        {
            RecordedStep step = steps[i];
            string thread = ThreadName.Of(step.Thread);
            Dictionary<string, int> before = new(ended);
            if (step.Thread < 0)
            {
                // All threads have ended before, and none has begun.
                Join(before, last);
            }
            else if (step.Step.Kind == StepKind.Call || step.Ending == Ending.Waits || next == order.Count)
            {
                Join(before, ofThread[step.Thread].Count == 0 ? [] : _before[ofThread[step.Thread][^1] - 1]);
            }
            else
            {
                for (int other = 0; other < order.Threads; other++)
                {
                    // Its own tick counts the step itself.
                    int tick = order.Tick(next, other) - (other == step.Thread ? 1 : 0);
                    if (tick > 0)
                    {
                        before[ThreadName.Of(other)] = ofThread[other][tick - 1];
                    }
                }

                ofThread[step.Thread].Add(i + 1);
                next++;
            }

            if (last.TryGetValue(thread, out int own))
            {
                before[thread] = own;
            }

            last[thread] = i + 1;
            _before[i] = before;
            if (step.Thread < 0 || step.Step is { Kind: StepKind.Jump, Detail: "" })
            {
                // What comes is after all that was.
                ended = new(last);
            }
        }
    }

    /// <summary>For each thread the last step that happens before a step.</summary>
    /// <param name="step">The position of the step, from 0.</param>
    public IReadOnlyDictionary<string, int> Before(int step) => _before[step];

    private static void Join(Dictionary<string, int> into, Dictionary<string, int> from)
    {
        foreach ((string thread, int step) in from)
        {
            into[thread] = Math.Max(into.GetValueOrDefault(thread), step);
        }
    }
}
