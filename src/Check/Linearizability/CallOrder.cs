using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Linearizability;

/// <summary>The calls and returns of one epoch, and which of them come before which in every schedule of the class: a partial
/// order, in which the calls and returns of one thread are a chain.</summary>
/// <remarks>Two schedules of one class differ in the order of independent steps only. An operation is called no later than its
/// first step and returns no earlier than its last, so that a return comes before a call in every schedule just if the one's
/// last step happens before the other's first. All that the class allows are the linear extensions of this order.</remarks>
internal sealed class CallOrder
{
    private readonly int[][][] _needs;

    /// <summary>Takes the order of a run.</summary>
    /// <param name="calls">The calls of the epoch that threads made, in order of invocation.</param>
    /// <param name="threads">How many threads there are.</param>
    /// <param name="tick">Of a step and a thread: how many steps of the thread happen before the step, or are the step.</param>
    public CallOrder(IReadOnlyList<Call> calls, int threads, Func<int, int, int> tick)
    {
        ByThread = new Call[threads][];
        Lengths = new int[threads];
        for (int thread = 0; thread < threads; thread++)
        {
            Call[] made = ByThread[thread] = [.. calls.Where(call => call.Thread == thread)];
            Lengths[thread] = (2 * made.Length) - (made.Length > 0 && made[^1].Returned is null ? 1 : 0);
        }

        _needs = new int[threads][][];
        for (int thread = 0; thread < threads; thread++)
        {
            _needs[thread] = new int[Lengths[thread]][];
            for (int number = 0; number < Lengths[thread]; number++)
            {
                _needs[thread][number] = Needs(thread, number, tick);
            }
        }
    }

    /// <summary>The calls of each thread, in order.</summary>
    public Call[][] ByThread { get; }

    /// <summary>How many calls and returns each thread has.</summary>
    public int[] Lengths { get; }

    /// <summary>How many threads there are.</summary>
    public int Threads => Lengths.Length;

    /// <summary>The call of an event: events of a thread are numbered from 0, a call and its return by turns.</summary>
    public Call CallOf(int thread, int number) => ByThread[thread][number / 2];

    /// <summary>Whether an event is a return.</summary>
    public static bool IsReturn(int number) => (number & 1) != 0;

    /// <summary>The step that an event stands at: the first of the operation for a call, the last for a return.</summary>
    public int StepOf(int thread, int number) =>
        IsReturn(number) ? CallOf(thread, number).LastStep : CallOf(thread, number).FirstStep;

    /// <summary>Whether all that comes before an event in every schedule has happened.</summary>
    /// <param name="happened">How many events of each thread have.</param>
    /// <param name="thread">The thread of the event.</param>
    /// <returns>True if it has; false too if the thread has no more events.</returns>
    public bool CanHappen(int[] happened, int thread)
    {
        if (happened[thread] == Lengths[thread])
        {
            return false;
        }

        int[] needs = _needs[thread][happened[thread]];
        for (int other = 0; other < needs.Length; other++)
        {
            if (happened[other] < needs[other])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many events of each thread come before an event in every schedule.</summary>
    private int[] Needs(int thread, int number, Func<int, int, int> tick)
    {
        int[] needs = new int[Threads];
        for (int other = 0; other < needs.Length; other++)
        {
            // invariant: the events of a thread are in the order of their steps.
            int before = tick(StepOf(thread, number), other);
            int count = 0;
            while (count < Lengths[other] && tick(StepOf(other, count), other) <= before)
            {
                count++;
            }

            needs[other] = other == thread ? number : count;
        }

        return needs;
    }

    /// <summary>Whether an order in which the calls take effect fits every schedule of the class: no call takes effect before
    /// one that may have returned before it was made.</summary>
    /// <param name="order">The calls.</param>
    /// <param name="tick">Of a step and a thread: how many steps of the thread happen before the step, or are the step.</param>
    /// <returns>True if it does.</returns>
    public static bool FitsEverySchedule(IReadOnlyList<Call> order, Func<int, int, int> tick)
    {
        for (int later = 1; later < order.Count; later++)
        {
            Call returning = order[later];
            for (int earlier = 0; returning.Returned is not null && earlier < later; earlier++)
            {
                // A call is made before another returns, in every schedule, just if its first step happens before the last of
                // the other.
                Call made = order[earlier];
                if (made.Thread != returning.Thread && tick(made.FirstStep, made.Thread) > tick(returning.LastStep, made.Thread))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
