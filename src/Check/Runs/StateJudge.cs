using LuoVerified.Core;

namespace LuoVerified.Check.Runs;

/// <summary>A rule about the state of the checked code.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reads">The parts of the state that it looks at, as a mask.</param>
/// <param name="Fails">Says how a state breaks it; null if it does not.</param>
/// <typeparam name="TView">The state as rules see it.</typeparam>
internal sealed record JudgedRule<TView>(string Name, int Reads, Func<TView, string?> Fails);

/// <summary>How rules see the checked code.</summary>
/// <typeparam name="TView">The state as rules see it: immutable, in parts that have one bit each.</typeparam>
internal interface IObserved<TView>
{
    /// <summary>The state as it is now.</summary>
    TView Look();

    /// <summary>The parts in which two states differ, those that are known from calls and answers left out.</summary>
    int Difference(TView one, TView other);

    /// <summary>A state with some parts of another.</summary>
    TView With(TView view, int parts, TView from);

    /// <summary>A state with what is known from calls and answers.</summary>
    TView WithFacts(TView view);
}

/// <summary>Judges rules about the state, at moments that do not depend on the order of independent steps.</summary>
/// <remarks>
/// <para>Two steps of a thread have nothing between them that others can interfere with, so a change belongs to the thread that
/// comes to its next step with it. It is final when that thread gives up the innermost lock that it held for exclusive use when
/// it made the change; if it held none, with its next step; and at the latest when its operation returns, if the lock outlives
/// the operation. A rule is judged whenever something that it reads has become final, on a state that holds what is final
/// and nothing else, but not while the thread that made it final has more in hand of what the rule reads.</para>
/// <para>So a breach between two critical sections of one operation is seen, a change that is half done inside one is not. Steps
/// that make something final which one rule reads depend on each other (<see cref="PendingStep"/>): so the sequence of judged
/// states is the same in all schedules of a class.</para>
/// </remarks>
/// <param name="rules">The rules, in the order in which they are checked; at most 32.</param>
/// <param name="observed">The checked code.</param>
/// <param name="threads">How many threads there are.</param>
/// <typeparam name="TView">The state as rules see it.</typeparam>
internal sealed class StateJudge<TView>(IReadOnlyList<JudgedRule<TView>> rules, IObserved<TView> observed, int threads) : IStateJudge
    where TView : class
{
    /// <summary>By thread, the driver first: what it has changed that is not final, and under which lock.</summary>
    private readonly List<(int Parts, StepTarget? Lock)>[] _inHand =
        [.. Enumerable.Range(0, threads + 1).Select(_ => new List<(int, StepTarget?)>())];

    /// <summary>By thread: the state when it came to its next step.</summary>
    private readonly TView?[] _atStep = new TView?[threads + 1];

    /// <summary>By thread: the state that its operation last made final.</summary>
    private readonly TView?[] _own = new TView?[threads + 1];
    private TView? _seen;
    private TView? _final;

    /// <summary>An epoch begins: all is final.</summary>
    public void Restart()
    {
        _final = _seen = observed.Look();
        Array.ForEach(_inHand, inHand => inHand.Clear());
        Array.Clear(_atStep);
        Array.Clear(_own);
    }

    /// <summary>An operation begins.</summary>
    public void Begin(int thread) => _own[thread + 1] = null;

    /// <summary>The state that the operation of a thread last made final; null if it has changed nothing.</summary>
    public TView? Own(int thread) => _own[thread + 1];

    /// <summary>A thread has come to its next step.</summary>
    public void Look(LogicalThread thread)
    {
        TView now = observed.Look();
        int parts = observed.Difference(now, _seen!);
        _atStep[thread.Index + 1] = now;
        if (parts != 0)
        {
            _seen = now;
            _inHand[thread.Index + 1].Add((parts, thread.Innermost?.Lock));
        }
    }

    /// <summary>A thread has come to its next step and has changed nothing.</summary>
    public void Stays(LogicalThread thread) => _atStep[thread.Index + 1] = _seen;

    /// <summary>What becomes final with a step.</summary>
    public int Finishes(int thread, in Step step)
    {
        int parts = 0;
        foreach ((int inHand, StepTarget? under) in _inHand[thread + 1])
        {
            parts |= IsFinalWith(step, under) ? inHand : 0;
        }

        return parts;
    }

    /// <summary>The rules that read some parts, as a mask.</summary>
    public uint RulesReading(int parts)
    {
        uint mask = 0;
        for (int i = 0; parts != 0 && i < rules.Count; i++)
        {
            mask |= (rules[i].Reads & parts) != 0 ? 1u << i : 0;
        }

        return mask;
    }

    /// <summary>A step has happened: makes final what becomes so.</summary>
    /// <param name="thread">Its thread.</param>
    /// <param name="step">The step.</param>
    /// <returns>The parts.</returns>
    public int Finish(int thread, in Step step)
    {
        int parts = Finishes(thread, step);
        if (parts != 0)
        {
            _final = observed.With(_final!, parts, _atStep[thread + 1]!);
            _own[thread + 1] = _final;
            List<(int Parts, StepTarget? Lock)> inHand = _inHand[thread + 1];
            for (int i = inHand.Count - 1; i >= 0; i--)
            {
                if (IsFinalWith(step, inHand[i].Lock))
                {
                    inHand.RemoveAt(i);
                }
            }
        }

        return parts;
    }

    /// <summary>Judges the rules that read something of what has changed, but not those that read what a thread has in hand.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="changed">The parts of the state, facts included.</param>
    /// <returns>The first rule that is broken; null if none is.</returns>
    public Violation? Judge(int thread, int changed)
    {
        int inHand = 0;
        foreach ((int parts, _) in _inHand[thread + 1])
        {
            inHand |= parts;
        }

        TView state = observed.WithFacts(_final!);
        for (int i = 0; i < rules.Count; i++)
        {
            JudgedRule<TView> rule = rules[i];
            if ((rule.Reads & changed) != 0 && (rule.Reads & inHand) == 0 && rule.Fails(state) is { } failure)
            {
                return new Violation(rule.Name, $"{failure}; {state}");
            }
        }

        return null;
    }

    private static bool IsFinalWith(in Step step, StepTarget? under) =>
        under is null || step.Kind is StepKind.Return or StepKind.Jump || (step.Kind == StepKind.ReleaseWrite && step.Target == under);
}
