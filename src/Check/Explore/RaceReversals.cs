using System.Runtime.InteropServices;
using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Check.Explore;

/// <summary>The races of one execution, and for each the sequence that has its steps in the other order.</summary>
/// <remarks>
/// <para>The sequence is what Optimal-DPOR inserts: all that comes after the earlier step and does not happen after
/// it, then the later step. It is made when the execution has come to its end, so that it holds as much as can be
/// known.</para>
/// <para>If the later step takes a lock, it cannot happen while another holds the lock. Who would hold it then
/// gave it up after the earlier step only, or never: then the later step has to come before that acquire as well, and
/// so on.</para>
/// </remarks>
/// <param name="order">The order of the steps of the execution.</param>
internal sealed class RaceReversals(HappensBefore order)
{
    private const int None = -1;
    private const int Unknown = -2;

    private readonly List<Race> _races = [];
    private readonly List<int> _found = [];

    /// <summary>The steps that the later step is to come before.</summary>
    private readonly List<int> _late = [];
    private readonly int[] _holds = new int[order.Threads];
    private readonly int[] _inner = new int[order.Threads];

    /// <summary>How many races there are.</summary>
    public int Count => _races.Count;

    /// <summary>Forgets all.</summary>
    public void Clear() => _races.Clear();

    /// <summary>Finds the steps that race with one that is about to happen, or that cannot any more.</summary>
    /// <param name="thread">Whose step.</param>
    /// <param name="step">The step.</param>
    public void Comes(int thread, in PendingStep step)
    {
        order.RacesWith(thread, step, _found);
        foreach (int earlier in _found)
        {
            _races.Add(new Race(earlier, order.Count, thread, step));
        }
    }

    /// <summary>Turns a race round.</summary>
    /// <param name="race">Which one, from 0.</param>
    /// <param name="sequence">Takes the positions of the steps that come before the later step instead.</param>
    /// <param name="later">The later step.</param>
    /// <returns>The position of the first step that has to come later; -1 if there is no such schedule.</returns>
    public int Reverse(int race, List<int> sequence, out WakeupStep later)
    {
        (int earlier, int position, int thread, PendingStep step) = _races[race];
        later = new WakeupStep(thread, step.Step.Kind == StepKind.Fault ? Asleep.Any : 0, step);
        sequence.Clear();
        _late.Clear();
        for (int next = earlier; next != None; next = Holder(thread, step.Step))
        {
            if (next == Unknown)
            {
                return None;
            }

            _late.Add(next);
        }

        int from = _late.Min();
        for (int i = from; i < order.Count; i++)
        {
            if (IsFree(i))
            {
                sequence.Add(i);
            }
            else if (order.ThreadOf(i) == thread && i < position)
            {
                // The thread does not come to the step without what has to come later.
                return None;
            }
        }

        return from;
    }

    private bool IsFree(int step)
    {
        foreach (int late in CollectionsMarshal.AsSpan(_late))
        {
            if (order.IsAfter(step, late))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Who would hold the lock that a step takes: the position of the acquire.</summary>
    private int Holder(int thread, in Step taking)
    {
        if (!taking.Acquires)
        {
            return None;
        }

        Array.Fill(_holds, None);
        Array.Clear(_inner);
        for (int i = 0; i < order.Count; i++)
        {
            if (order[i].Step.Target != taking.Target)
            {
                continue;
            }

            Step step = order[i].Step;
            if (!(step.Acquires || step.Releases)
                || !(step.IsExclusive || taking.IsExclusive))
            {
                continue;
            }

            int by = order.ThreadOf(i);
            if (IsFree(i))
            {
                _holds[by] = step.Acquires ? i : None;
            }
            else if (step.Acquires)
            {
                _inner[by]++;
            }
            else if (_inner[by] > 0)
            {
                _inner[by]--;
            }
            else if (_holds[by] < 0)
            {
                // Held since before the first step.
                return Unknown;
            }
        }

        int at = Array.FindIndex(_holds, held => held >= 0);
        return at < 0 ? None : at == thread ? Unknown : _holds[at];
    }

    /// <summary>Two steps that depend on each other and that nothing else orders.</summary>
    /// <param name="Earlier">The position of the earlier step.</param>
    /// <param name="Position">That of the later step.</param>
    /// <param name="Thread">The thread of the later step.</param>
    /// <param name="Step">The later step.</param>
    private readonly record struct Race(int Earlier, int Position, int Thread, PendingStep Step);
}
