using LuoVerified.Check.Runs;
using LuoVerified.Check.Scenarios;
using LuoVerified.Spec;

namespace LuoVerified.Check.Linearizability;

/// <summary>Looks for an order of the calls of a history in which the specification gives the same answers, and which puts
/// a call that returned before another began before that one.</summary>
/// <remarks>The search of Wing and Gong (1993), with Lowe's memory of the configurations that were tried (2017). A call that
/// was cut off by a jump may have happened, with any answer, or not. Depth and memory are bounded by the history, which
/// has at most <see cref="MaxCalls"/> calls.</remarks>
public sealed class LinearizabilityChecker
{
    /// <summary>The longest history, in calls.</summary>
    public const int MaxCalls = 128;

    private readonly IReadOnlyList<Call> _calls;
    private readonly HashSet<(UInt128 Done, SpecState State)> _tried = [];
    private readonly List<Call> _order = [];
    private List<Call> _longest = [];
    private SpecState _stateOfLongest;

    private LinearizabilityChecker(IReadOnlyList<Call> calls, SpecState initial)
    {
        _calls = calls;
        _stateOfLongest = initial;
    }

    /// <summary>Checks a history.</summary>
    /// <param name="history">The calls, in order of invocation; at most <see cref="MaxCalls"/>.</param>
    /// <param name="initial">The state that the history starts in.</param>
    /// <returns>Null where an order exists; else why none does, in one line.</returns>
    public static string? Explain(IReadOnlyList<Call> history, SpecState initial)
    {
        if (history.Count > MaxCalls)
        {
            throw new InternalErrorException($"a history of {history.Count} calls; at most {MaxCalls} can be checked");
        }

        var checker = new LinearizabilityChecker(history, initial);
        return checker.Search(UInt128.Zero, initial) ? null : checker.Reason();
    }

    /// <summary>Whether the calls that are not done can follow, in some order, in <paramref name="state"/>.</summary>
    private bool Search(UInt128 done, SpecState state)
    {
        if (_order.Count > _longest.Count)
        {
            _longest = [.. _order];
            _stateOfLongest = state;
        }

        int deadline = Deadline(done);
        if (deadline == int.MaxValue)
        {
            return true;
        }

        for (int i = 0; i < _calls.Count && _calls[i].Invoked < deadline; i++)
        {
            Call call = _calls[i];
            if ((done >> i & 1) != 0 || Try(call, state) is not { } next)
            {
                continue;
            }

            UInt128 after = done | UInt128.One << i;
            _order.Add(call);
            if (_tried.Add((after, next)) && Search(after, next))
            {
                return true;
            }

            _order.RemoveAt(_order.Count - 1);
        }

        return false;
    }

    /// <summary>The first return among the calls that have to come and are not done: what begins later must wait.</summary>
    private int Deadline(UInt128 done)
    {
        int deadline = int.MaxValue;
        for (int i = 0; i < _calls.Count; i++)
        {
            if ((done >> i & 1) == 0 && _calls[i].Returned is { } returned && returned < deadline)
            {
                deadline = returned;
            }
        }

        return deadline;
    }

    private static SpecState? Try(Call call, SpecState state)
    {
        if (call.Kernel != (int)state.Number || SessionSpec.Apply(state, call.Action) is not { } step)
        {
            return null;
        }

        return call.Returned is null || step.Outcome == call.Outcome ? step.Next : null;
    }

    private string Reason()
    {
        UInt128 done = UInt128.Zero;
        for (int i = 0; i < _calls.Count; i++)
        {
            done |= _longest.Contains(_calls[i]) ? UInt128.One << i : UInt128.Zero;
        }

        int deadline = Deadline(done);
        IEnumerable<string> misfits = _calls.Where(call => !_longest.Contains(call) && call.Invoked < deadline).Select(call =>
            SessionSpec.Apply(_stateOfLongest, call.Action) is { } step
                ? $"{Scenario.ThreadName(call.Thread)}: {call.Label} must answer {step.Outcome}, answered {call.Outcome}"
                : $"{Scenario.ThreadName(call.Thread)}: {call.Label} must wait, answered {call.Outcome}");
        return $"no order of the calls explains [{string.Join("; ", _calls.Where(call => call.Thread >= 0))}]; after "
            + $"[{string.Join("; ", _longest.Where(call => call.Thread >= 0))}] {string.Join(", ", misfits)}";
    }
}
