using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Core.Watching;

namespace LuoVerified.Check.Races;

/// <summary>Finds accesses to plain fields, array elements and collections that no lock orders: FastTrack (Flanagan and
/// Freund, PLDI 2009), a clock a thread and a lock, an epoch for the last write of a variable and for the last read of
/// each thread. For the message, the set of locks held at each access.</summary>
/// <remarks>
/// <para>Deviation: reads keep an epoch a thread, never one for all; threads are few. A volatile access orders: a write
/// releases to the reads that come after it; it races with plain accesses only.</para>
/// <para>One thread at a time calls. Accesses of thread -1, which does what is before the threads, are left out.</para>
/// </remarks>
public sealed class AccessRaceDetector
{
    /// <summary>Stands for the life of an object, beside its fields.</summary>
    private const int Life = int.MinValue;

    private readonly int _threads;
    private readonly LockClocks _locks;
    private readonly Call?[] _calls;
    private readonly LockHistory _held;
    private readonly AccessTable _variables;
    private readonly Dictionary<(int, int), AccessRace> _races = [];
    private long _execution = 1;
    private int _steps;

    /// <summary>Makes the detector, at the beginning of execution 1.</summary>
    /// <param name="threads">How many threads there are at most.</param>
    public AccessRaceDetector(int threads)
    {
        _threads = threads;
        _locks = new LockClocks(threads);
        _calls = new Call?[threads];
        _held = new LockHistory(threads);
        _variables = new AccessTable(threads);
        Clear(1);
    }

    /// <summary>Told of a race when it is seen first, and when an execution shows it with less in between.</summary>
    public Action<AccessRace>? Found { get; set; }

    /// <summary>Told of each member with an access that nothing orders: by a race, or beside the free of its object. The other
    /// access, or the free, may come first.</summary>
    public Action<string>? Unordered { get; set; }

    /// <summary>The races seen so far, in all executions, each pair of sites once, sorted by their text.</summary>
    public IReadOnlyList<AccessRace> Races =>
        [.. _races.Values.OrderBy(race => race.ToString(), StringComparer.Ordinal)];

    /// <summary>Begins a new execution.</summary>
    /// <param name="execution">Its number, from 1.</param>
    /// <param name="steps">How many of its steps come before.</param>
    public void Clear(long execution, int steps = 0)
    {
        _execution = execution;
        _steps = steps;
        _locks.Clear();
        _held.Clear();
        _variables.Clear();
        Array.Clear(_calls);
    }

    /// <summary>Forgets the races.</summary>
    public void Forget() => _races.Clear();

    /// <summary>The threads of a phase of the execution at hand begin: all that came before is ordered before
    /// them.</summary>
    /// <param name="steps">How many steps of the execution come before.</param>
    public void Begin(int steps) => Clear(_execution, steps);

    /// <summary>A thread begins an operation.</summary>
    /// <param name="thread">Its index; nothing happens if it is -1.</param>
    /// <param name="call">The operation.</param>
    public void Begin(int thread, Call call)
    {
        if (thread >= 0)
        {
            _calls[thread] = call;
        }
    }

    /// <summary>A step has happened that broke no rule.</summary>
    /// <param name="thread">The thread that did it.</param>
    /// <param name="step">The step.</param>
    public void Stepped(int thread, in Step step)
    {
        _steps++;
        if (thread < 0)
        {
            return;
        }

        switch (step.Kind)
        {
            case StepKind.AcquireRead:
            case StepKind.AcquireWrite:
                _locks.Acquired(thread, step.Target, step.IsExclusive);
                _held.Changed(thread, _steps, step.Target, isTaken: true);
                break;
            case StepKind.ReleaseRead:
            case StepKind.ReleaseWrite:
                _locks.Released(thread, step.Target, step.IsExclusive);
                _held.Changed(thread, _steps, step.Target, isTaken: false);
                break;
            case StepKind.Free:
                Freed(thread, step.Target);
                break;
        }
    }

    /// <summary>A thread is about to read or write.</summary>
    /// <param name="thread">Its index.</param>
    /// <param name="access">The access.</param>
    /// <param name="step">The number of the step that the access is, from 1; 0 if it is none.</param>
    public void Accessed(int thread, in Access access, int step = 0)
    {
        if (thread < 0)
        {
            return;
        }

        Site site = access.Site;
        int[] mine = _locks.Now(thread);
        var now = new AccessTable.Last
        {
            Clock = mine[thread],
            Thread = thread,
            Step = step > 0 ? step : _steps,
            IsStep = step > 0,
            Site = site,
            Call = _calls[thread],
        };
        if (access.Target is TrackedObject)
        {
            ref AccessTable.Variable life = ref _variables.Find(access with { Part = Life }, out Span<AccessTable.Last> uses);
            Set(ref uses[thread], now);
            if (life.Write.Clock > mine[life.Write.Thread])
            {
                Unordered?.Invoke(site.Member);
            }
        }

        ref AccessTable.Variable variable = ref _variables.Find(access, out Span<AccessTable.Last> reads);
        if (site.IsVolatile && !site.Writes && variable.Released is { } released)
        {
            VectorClock.Join(mine, released);
        }

        if (variable.Write.Clock > mine[variable.Write.Thread])
        {
            Report(variable.Write, now, access);
        }

        if (!site.Writes)
        {
            Set(ref reads[thread], now);
            return;
        }

        for (int other = 0; other < reads.Length; other++)
        {
            if (reads[other].Clock > mine[other])
            {
                Report(reads[other], now, access);
            }
        }

        Set(ref variable.Write, now);
        if (site.IsVolatile)
        {
            VectorClock.Join(variable.Released ??= new int[_threads], mine);
            mine[thread]++;
        }
    }

    /// <summary>Writes references only if they change: each costs the collector's bookkeeping.</summary>
    private static void Set(ref AccessTable.Last last, in AccessTable.Last now)
    {
        if (last.Site != now.Site || last.Call != now.Call)
        {
            last = now;
        }
        else
        {
            (last.Clock, last.Thread, last.Step, last.IsStep) = (now.Clock, now.Thread, now.Step, now.IsStep);
        }
    }

    private void Freed(int thread, StepTarget target)
    {
        ref AccessTable.Variable life = ref _variables.Find(new Access(target, Life, null!), out Span<AccessTable.Last> uses);
        int[] mine = _locks.Now(thread);
        (life.Write.Clock, life.Write.Thread) = (mine[thread], thread);
        for (int other = 0; other < uses.Length; other++)
        {
            if (uses[other].Clock > mine[other])
            {
                Unordered?.Invoke(uses[other].Site!.Member);
            }
        }
    }

    private void Report(in AccessTable.Last first, in AccessTable.Last second, in Access access)
    {
        if (first.Site!.IsVolatile && second.Site!.IsVolatile)
        {
            return;
        }

        (int, int) sites = (
            Math.Min(first.Site.Number, second.Site!.Number), Math.Max(first.Site.Number, second.Site.Number));
        if (!_races.TryGetValue(sites, out AccessRace? known) || IsCloser(first.Step, second.Step, known))
        {
            var race = new AccessRace(Of(first, access), Of(second, access), _execution);
            _races[sites] = race;
            Found?.Invoke(race);
            Unordered?.Invoke(race.First.Site.Member);
            Unordered?.Invoke(race.Second.Site.Member);
        }
    }

    private static bool IsCloser(int first, int second, AccessRace known) =>
        (second - first, second).CompareTo((known.Distance, known.Second.Step)) < 0;

    private RacingAccess Of(in AccessTable.Last made, in Access access) => new(
        made.Site!,
        (access with { Site = made.Site! }).Member,
        made.Thread,
        made.Call?.Label ?? "",
        [.. _held.Held(made.Thread, made.Step).Select(held => held.Label)],
        made.Step)
    {
        IsStep = made.IsStep,
    };
}
