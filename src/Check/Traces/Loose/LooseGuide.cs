using System.Globalization;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Core.Locking;

namespace LuoVerified.Check.Traces.Loose;

/// <summary>Says whose turn it is in code that has changed since the recording.</summary>
/// <remarks>
/// <para>A recording is taken as turns: from switch to switch one thread goes on. A turn ends before the first step that is on
/// record for a later turn of the thread. So the place of a switch is known by what is on either side of it in its thread, and
/// it is enough that one of these is still there. A step is looked for among those of its call that are still to come: what
/// is not on record is taken as it comes, what is on record and does not come is passed over.</para>
/// <para>If a lock that a step in turn wants is held, its holder goes on first: the code does not let the threads switch
/// there.</para>
/// </remarks>
/// <param name="phases">The recording.</param>
/// <param name="reading">How to take it.</param>
/// <param name="threads">How many threads there are.</param>
internal sealed class LooseGuide(IReadOnlyList<LoosePhase> phases, LooseReading reading, int threads)
{
    /// <summary>How the recording is taken.</summary>
    public LooseReading Reading => reading;

    private readonly int[] _done = new int[threads];
    private readonly int[] _calls = new int[threads];
    private LoosePhase _phase = phases[0];
    private int _phases;
    private int _turn;
    private int _last;
    private int _boot;
    private bool _isBooting;

    /// <summary>The first recorded step from which the recording could not be followed, and what came; null if it could.</summary>
    public string? NotFollowed { get; private set; }

    /// <summary>The first step that had to wait for a lock where on record it had not; null if none had.</summary>
    public string? Delayed { get; private set; }

    /// <summary>The threads of an epoch are about to start.</summary>
    public void BeginPhase()
    {
        _phase = _phases < phases.Count ? phases[_phases] : LoosePhase.Empty(threads);
        _phases++;
        Array.Clear(_done);
        Array.Clear(_calls);
        (_turn, _last, _boot) = (0, 0, 0);
    }

    /// <summary>An epoch is being entered.</summary>
    public void Boots() => _isBooting = true;

    /// <summary>Chooses who goes on.</summary>
    /// <param name="enabled">The threads that can, as a mask; not 0.</param>
    /// <param name="pending">The step of each thread that waits to go on.</param>
    /// <returns>The thread.</returns>
    public int Choose(int enabled, PendingStep?[] pending)
    {
        _isBooting = false;
        int wanted = InTurn(pending);
        if (wanted < 0)
        {
            wanted = (enabled & (1 << _last)) != 0 ? _last : int.TrailingZeroCount(enabled);
        }
        else if ((enabled & (1 << wanted)) == 0)
        {
            Delayed ??= string.Create(
                CultureInfo.InvariantCulture,
                $"step {NumberOfNext(wanted)}: {new RecordedStep(wanted, pending[wanted]!.Value.Step)} has to wait");
            wanted = GoesFirst(wanted, enabled, pending);
        }

        _last = wanted;
        Take(wanted, pending[wanted]!.Value.Step);
        return wanted;
    }

    /// <summary>Decides the request at hand as the recording does.</summary>
    /// <param name="site">What is asked for.</param>
    /// <returns>Whether it is refused.</returns>
    public bool Refuses(FaultSite site)
    {
        List<LooseStep> steps = _isBooting ? (_phases < phases.Count ? phases[_phases].Boot : []) : _phase.ByThread[_last];
        int from = _isBooting ? _boot : _done[_last];
        int at = steps.FindIndex(from, step =>
            (_isBooting || step.Call == _calls[_last]) && StepText.AsksFor(step.Recorded.Text, site));
        if (at < 0)
        {
            return false;
        }

        if (_isBooting)
        {
            _boot = at + 1;
        }
        else
        {
            _done[_last] = at + 1;
        }

        return steps[at].Recorded.IsRefused;
    }

    /// <summary>The thread whose turn it is; -1 if the recording has no more.</summary>
    private int InTurn(PendingStep?[] pending)
    {
        for (; _turn < _phase.Turns.Count; _turn++)
        {
            (int thread, int end) = _phase.Turns[_turn];
            if (pending[thread] is not { Step: var step })
            {
                continue;
            }

            int match = Find(thread, step);
            if (_done[thread] >= end ? reading.IsLate && match < 0 && step.Kind != StepKind.Return : match < end)
            {
                if (match < 0 && step.Kind == StepKind.Return)
                {
                    Missing(thread, end, step);
                }

                return thread;
            }

            if (match > end)
            {
                Missing(thread, end, step);
            }
        }

        return -1;
    }

    /// <summary>A turn ends with the step that comes. If a lock was taken or given up on record before that and is not now, nobody
    /// knows where the turn ended; of the last turn nobody needs to.</summary>
    private void Missing(int thread, int end, in Step step)
    {
        bool isLast = _turn == _phase.Turns.Count - 1;
        for (int i = _done[thread]; !isLast && NotFollowed is null && i < end; i++)
        {
            LooseStep missing = _phase.ByThread[thread][i];
            if (missing.Call == _calls[thread] && missing.IsOfLock)
            {
                NotFollowed = string.Create(
                    CultureInfo.InvariantCulture,
                    $"step {missing.Number}: recorded was '{missing.Recorded}', the code does '{new RecordedStep(thread, step)}'");
            }
        }
    }

    /// <summary>Who holds the lock that a thread waits for, or what that one waits for.</summary>
    private static int GoesFirst(int waiting, int enabled, PendingStep?[] pending)
    {
        int seen = 1 << waiting;
        while (pending[waiting] is { Step.Target: DomainLock wanted }
            && wanted.Holders().FirstOrDefault(holder => holder >= 0 && (seen & (1 << holder)) == 0, -1) is >= 0 and var holder)
        {
            if ((enabled & (1 << holder)) != 0)
            {
                return holder;
            }

            seen |= 1 << holder;
            waiting = holder;
        }

        return int.TrailingZeroCount(enabled);
    }

    private void Take(int thread, in Step step)
    {
        if (step.Kind == StepKind.Return)
        {
            _calls[thread]++;
            int next = _phase.ByThread[thread].FindIndex(each => each.Call == _calls[thread]);
            _done[thread] = next < 0 ? _phase.ByThread[thread].Count : next;
        }
        else if (step.Kind != StepKind.Fault && Find(thread, step) is >= 0 and var match)
        {
            _done[thread] = match + 1;
        }
    }

    /// <summary>Where a step is on record in the call at hand; -1 if it is not.</summary>
    private int Find(int thread, in Step step)
    {
        string key = StepText.Key(new RecordedStep(thread, step).Text);
        int call = _calls[thread];
        return _phase.ByThread[thread].FindIndex(_done[thread], each => each.Call == call && reading.Matches(each, key));
    }

    private int NumberOfNext(int thread)
    {
        List<LooseStep> steps = _phase.ByThread[thread];
        return steps.Count == 0 ? 0 : steps[Math.Min(_done[thread], steps.Count - 1)].Number;
    }
}
