using LuoVerified.Check.Runs;
using LuoVerified.Core.Locking;

namespace LuoVerified.Check.Explained;

/// <summary>Who holds and who waits for which lock, from the moments of a run.</summary>
internal sealed class LockLanes
{
    private readonly List<DomainLock> _locks = [];
    private readonly List<(DomainLock Lock, LockSpan Span)> _held = [];
    private readonly List<(DomainLock Lock, LockSpan Span)> _waits = [];

    private LockLanes(IReadOnlyList<Moment> moments)
    {
        Dictionary<(int, HeldLock), int> held = [];
        Dictionary<WaitingThread, int> waits = [];
        for (int step = 0; step < moments.Count; step++)
        {
            Moment moment = moments[step];
            HashSet<(int, HeldLock)> holding = [.. moment.Held.Select(each => (each.Thread, each.Lock))];
            foreach ((int Thread, HeldLock Lock) gone in held.Keys.Where(each => !holding.Contains(each)).ToArray())
            {
                held.Remove(gone, out int from);
                _held.Add((gone.Lock.Lock, new LockSpan(ThreadName.Of(gone.Thread), gone.Lock.IsExclusive, from, step)));
            }

            foreach (WaitingThread gone in waits.Keys.Where(each => !moment.Waiting.Contains(each)).ToArray())
            {
                waits.Remove(gone, out int from);
                _waits.Add((gone.Lock, new LockSpan(ThreadName.Of(gone.Thread), gone.IsExclusive, from, step)));
            }

            foreach ((int, HeldLock Lock) taken in holding)
            {
                held.TryAdd(taken, Math.Min(taken.Lock.Step, step));
                Appears(taken.Lock.Lock);
            }

            foreach (WaitingThread begins in moment.Waiting)
            {
                waits.TryAdd(begins, step + 1);
                Appears(begins.Lock);
            }
        }

        _held.AddRange(held.Select(each => (
            each.Key.Item2.Lock, new LockSpan(ThreadName.Of(each.Key.Item1), each.Key.Item2.IsExclusive, each.Value, null))));
        _waits.AddRange(waits.Select(each => (
            each.Key.Lock, new LockSpan(ThreadName.Of(each.Key.Thread), each.Key.IsExclusive, each.Value, null))));
    }

    /// <summary>The lanes.</summary>
    /// <param name="moments">The moment before each step, and the one after the last.</param>
    public static IReadOnlyList<ExplainedLock> Of(IReadOnlyList<Moment> moments)
    {
        var lanes = new LockLanes(moments);
        return
        [
            .. lanes._locks.Select(each => new ExplainedLock(
                each.Label, each.Class, Spans(lanes._held, each), Spans(lanes._waits, each))),
        ];
    }

    private static LockSpan[] Spans(List<(DomainLock Lock, LockSpan Span)> all, DomainLock of) =>
        [.. all.Where(each => each.Lock == of).Select(each => each.Span).OrderBy(span => span.From).ThenBy(span => span.Thread, StringComparer.Ordinal)];

    private void Appears(DomainLock each)
    {
        if (!_locks.Contains(each))
        {
            _locks.Add(each);
        }
    }
}
