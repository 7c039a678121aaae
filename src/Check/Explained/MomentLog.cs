using System.Diagnostics.CodeAnalysis;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Core.Locking;

namespace LuoVerified.Check.Explained;

/// <summary>Looks at a replay from between its steps. It stands before the scheduler that has the recording and changes
/// nothing: a thread whose turn it is looks before it goes on, while all others stand.</summary>
/// <param name="inner">Who decides the order.</param>
internal sealed class MomentLog(IRunScheduler inner) : IRunScheduler
{
    private readonly Dictionary<int, Step> _pending = [];
    private readonly List<Moment> _before = [];
    private readonly Dictionary<int, (int Index, Func<StepMeaning?> Meaning)> _asked = [];
    private readonly Dictionary<int, StepMeaning> _meanings = [];
    private Moment? _now;
    private bool _isEnding;

    /// <summary>The run to look at.</summary>
    public Run? Run { get; set; }

    /// <summary>For each step on record the moment before it. A call is one move with the first step in it.</summary>
    public IReadOnlyList<Moment> Before => _before;

    /// <summary>What steps are about, by their position, of those whose target does not say it.</summary>
    public IReadOnlyDictionary<int, StepMeaning> Meanings => _meanings;

    /// <summary>The moment after the last step; null if nobody has looked.</summary>
    public Moment? AtEnd { get; private set; }

    /// <summary>The run ends here: nothing that threads do on their way out belongs to it. What is broken while the state is
    /// shown does not, either.</summary>
    public void End()
    {
        lock (_pending)
        {
            if (!_isEnding)
            {
                _isEnding = true;
                Run!.Abandon();
                _asked.Keys.ToList().ForEach(Answer);
                AtEnd = Look();
            }
        }
    }

    public void BeforeStep(int thread, in PendingStep step)
    {
        lock (_pending)
        {
            _pending[thread] = step.Step;
            Answer(thread);
        }

        inner.BeforeStep(thread, step);
        lock (_pending)
        {
            // Threads of an epoch that was left come here on their way out.
            _now = thread >= 0 && Run!.IsLeft ? _now : Look();
            _pending.Remove(thread);
        }
    }

    public void AfterStep(int index, in RecordedStep step)
    {
        lock (_pending)
        {
            // A step that is refused before anybody was asked for it is looked at now.
            Moment before = _now ?? Look();
            while (_before.Count <= index)
            {
                _before.Add(before);
            }

            _now = step.Step.Kind == StepKind.Call ? _now : null;
            if (Run!.Meaning(step) is { } meaning)
            {
                _asked[step.Thread] = (index, meaning);
            }
        }

        inner.AfterStep(index, step);
    }

    public bool Refuses(FaultSite site) => inner.Refuses(site);

    [DoesNotReturn]
    public void Stop(Violation violation)
    {
        End();
        inner.Stop(violation);
    }

    /// <summary>A thread has come from its last step to the next: what it wrote is there.</summary>
    private void Answer(int thread)
    {
        if (_asked.Remove(thread, out (int Index, Func<StepMeaning?> Meaning) asked) && asked.Meaning() is { } meaning)
        {
            _meanings[asked.Index] = meaning;
        }
    }

    private Moment Look()
    {
        IEnumerable<KeyValuePair<int, Step>> waiting = _pending.Where(each => DomainLock.WouldWait(each.Value));
        return new Moment(
            [.. _pending.Where(each => !DomainLock.WouldWait(each.Value)).Select(each => each.Key).Order()],
            [.. waiting.OrderBy(each => each.Key).Select(each => new WaitingThread(each.Key, (DomainLock)each.Value.Target, each.Value.IsExclusive))],
            [.. Run!.Holdings],
            Run.StateNow());
    }
}
