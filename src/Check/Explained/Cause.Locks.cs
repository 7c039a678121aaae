using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Core.Locking;

namespace LuoVerified.Check.Explained;

/// <content>Rules about several locks.</content>
internal sealed partial class Cause
{
    private void Deadlock()
    {
        Moment end = moments[^1];
        HashSet<int> going = [.. end.Waiting.Select(waiting => waiting.Thread)];
        for (int i = 1; i <= steps.Count; i++)
        {
            if (steps[i - 1] is not { Ending: Ending.Waits } waits || waits.Step.Kind == StepKind.Call)
            {
                continue;
            }

            Relate(i, $"waits for {waits.Step.Target.Label} for ever");
            foreach (Holding holding in end.Held.Where(each => each.Lock.Lock == waits.Step.Target))
            {
                string taken = holding.Lock.Step == 0 ? "in the set-up" : $"in {holding.Lock.Operation} (step {holding.Lock.Step})";
                string holder = ThreadName.Of(holding.Thread);
                _why.Add($"{Who(i)} (step {i}) waits for {waits.Step.Target.Label}: {holder} took it {taken} and "
                    + (holding.Thread < 0 ? "nobody gives it back."
                        : holding.Thread == waits.Thread ? "waits for itself."
                        : going.Contains(holding.Thread) ? "waits itself."
                        : "has ended without giving it back."));
                if (_related.TrueForAll(related => related.Step != holding.Lock.Step))
                {
                    Relate(holding.Lock.Step, $"takes {holding.Lock.Lock.Label} and does not give it back");
                }
            }
        }
    }

    private void LockOrder()
    {
        LockEdge? edge = scheduler.LockOrder.Edges.FirstOrDefault(each => each.Finding.Violation == violation);
        if (edge is not null)
        {
            Relate(edge.Outer.Step, $"takes {edge.Outer.Lock.Label}, the outer lock");
            Relate(edge.Inner.Step, $"takes {edge.Inner.Lock.Label} under it");
            _why.Add($"{edge.Inner.Lock.Label} is taken in {edge.Inner.Operation} while {edge.Outer.Lock.Label} is held. "
                + "Elsewhere the two classes are taken the other way round, perhaps with others in between: two threads could each "
                + "hold one and wait for the other.");
            return;
        }

        int last = steps.Count;
        if (last > 0 && steps[last - 1].Step is { Acquires: true, Target: DomainLock wanted })
        {
            Relate(last, $"asks for {wanted.Label}");
            foreach (Holding holding in moments[^1].Held.Where(each => each.Thread == steps[last - 1].Thread))
            {
                Relate(holding.Lock.Step, $"takes {holding.Lock.Lock.Label}");
            }
        }

        _why.Add(violation.Message);
    }
}
