using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Check.Linearizability;

/// <summary>Builds another schedule of the class of a run: one with given order of calls and returns.</summary>
/// <param name="steps">The recorded steps of the epoch.</param>
/// <param name="order">Their order.</param>
/// <param name="first">The position in the order of the first of them.</param>
internal sealed class ClassSchedule(IReadOnlyList<RecordedStep> steps, HappensBefore order, int first)
{
    private readonly List<RecordedStep> _schedule = [];

    /// <summary>The calls in the order in which they were made, with their times in the schedule.</summary>
    private readonly List<Call> _calls = [];
    private readonly Dictionary<Call, Call> _copies = [];

    /// <summary>Builds.</summary>
    /// <param name="path">The calls and returns, each as thread and number; what is not among them comes after.</param>
    /// <param name="calls">The calls of the threads.</param>
    /// <param name="clock">The time at which the epoch begins for its threads.</param>
    /// <returns>The steps, and the calls with their times.</returns>
    public (IReadOnlyList<RecordedStep> Steps, IReadOnlyList<Call> Calls) Build(
        IEnumerable<(int Thread, int Number)> path, CallOrder calls, int clock)
    {
        // A call is recorded together with its first step, and has no place in the order of its own.
        List<(int From, int To)> blocks = [];
        int from = 0;
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i].Step.Kind != StepKind.Call)
            {
                blocks.Add((from, i + 1));
                from = i + 1;
            }
        }

        var done = new bool[blocks.Count];
        Call[] all = [.. calls.ByThread.SelectMany(made => made)];
        foreach ((int thread, int number) in path)
        {
            Call call = calls.CallOf(thread, number);
            Emit((CallOrder.IsReturn(number) ? call.ReturnStep : call.FirstStep) - first);
        }

        for (int i = 0; i < blocks.Count; i++)
        {
            Emit(i);
        }

        return (_schedule, _calls);

        void Emit(int at)
        {
            for (int i = 0; i <= at; i++)
            {
                int thread = steps[blocks[i].To - 1].Thread;
                if (!done[i] && order.Tick(first + at, thread) >= order.Tick(first + i, thread))
                {
                    done[i] = true;
                    Take(i, blocks[i], all, ref clock);
                }
            }
        }
    }

    private void Take(int at, (int From, int To) block, Call[] all, ref int clock)
    {
        for (int i = block.From; i < block.To; i++)
        {
            _schedule.Add(steps[i]);
        }

        if (Array.Find(all, call => call.FirstStep == first + at) is { } made)
        {
            Call copy = made.Copy();
            (copy.Invoked, copy.Returned) = (clock++, null);
            _copies.Add(made, copy);
            _calls.Add(copy);
        }

        if (Array.Find(all, call => call.ReturnStep == first + at) is { } returned)
        {
            _copies[returned].Returned = clock++;
        }
    }
}
