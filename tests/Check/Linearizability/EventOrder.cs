using LuoVerified.Check.Linearizability;
using LuoVerified.Sessions.Runs;

namespace LuoVerified.Check.Tests.Linearizability;

/// <summary>A partial order of calls and returns: a history of which some is forgotten.</summary>
internal sealed class EventOrder
{
    private readonly List<SessionCall> _history;

    /// <summary>The events in the order of the history.</summary>
    private readonly List<(int Thread, int Number)> _events;

    /// <summary>Whether one event comes before another in every schedule.</summary>
    private readonly bool[,] _before;

    public EventOrder(List<SessionCall> history, ulong forgotten)
    {
        _history = history;
        List<(int Time, int Thread, int Number)> timed = [];
        foreach (IGrouping<int, SessionCall> thread in history.GroupBy(call => call.Thread))
        {
            int number = 0;
            foreach (SessionCall call in thread)
            {
                timed.Add((call.Invoked, thread.Key, number++));
                if (call.Returned is { } returned)
                {
                    timed.Add((returned, thread.Key, number++));
                }
            }
        }

        _events = [.. timed.Order().Select(each => (each.Thread, each.Number))];
        int count = _events.Count;
        _before = new bool[count, count];
        for (int later = 0; later < count; later++)
        {
            for (int earlier = later - 1; earlier >= 0; earlier--)
            {
                bool isKept = _events[earlier].Thread == _events[later].Thread || (forgotten >> ((earlier + (7 * later)) % 64) & 1) == 0;
                _before[earlier, later] |= isKept;
                for (int between = 0; isKept && between < earlier; between++)
                {
                    _before[between, later] |= _before[between, earlier];
                }
            }
        }

        foreach (SessionCall call in history)
        {
            int number = 2 * history.Where(other => other.Thread == call.Thread).TakeWhile(other => other != call).Count();
            call.FirstStep = _events.IndexOf((call.Thread, number));
            call.LastStep = call.Returned is null ? -1 : _events.IndexOf((call.Thread, number + 1));
        }

        int threads = history.Count == 0 ? 1 : 1 + history.Max(call => call.Thread);
        Calls = new CallOrder(history, threads, Tick);
    }

    public CallOrder Calls { get; }

    /// <summary>How many events of a thread come before an event in every schedule, or are the event.</summary>
    public int Tick(int step, int thread) => Enumerable.Range(0, _events.Count)
        .Count(at => _events[at].Thread == thread && (at == step || _before[at, step]));

    /// <summary>Every history that the order allows.</summary>
    public IEnumerable<IReadOnlyList<SessionCall>> Extensions() => Extend([]).Select(History);

    /// <summary>The calls with the times of an order of events; what is not among them comes after.</summary>
    public IReadOnlyList<SessionCall> History(IReadOnlyList<(int Thread, int Number)> order)
    {
        List<(int Thread, int Number)> whole = [.. order, .. _events.Except(order)];
        return [.. _history.Select(call =>
        {
            int number = 2 * _history.Where(other => other.Thread == call.Thread).TakeWhile(other => other != call).Count();
            return new SessionCall
            {
                Thread = call.Thread,
                Epoch = call.Epoch,
                Action = call.Action,
                Outcome = call.Outcome,
                Invoked = whole.IndexOf((call.Thread, number)),
                Returned = call.Returned is null ? null : whole.IndexOf((call.Thread, number + 1)),
            };
        }).OrderBy(call => call.Invoked)];
    }

    private IEnumerable<List<(int Thread, int Number)>> Extend(List<(int Thread, int Number)> prefix)
    {
        if (prefix.Count == _events.Count)
        {
            yield return prefix;
        }

        for (int next = 0; next < _events.Count; next++)
        {
            bool isNext = !prefix.Contains(_events[next])
                && Enumerable.Range(0, _events.Count).All(at => !_before[at, next] || prefix.Contains(_events[at]));
            if (isNext)
            {
                foreach (List<(int, int)> extension in Extend([.. prefix, _events[next]]))
                {
                    yield return extension;
                }
            }
        }
    }
}
