using LuoVerified.Check.Races;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Check.Explore;

/// <summary>Finds accesses to shared fields that no lock orders: FastTrack (Flanagan and Freund, PLDI 2009), a clock a
/// thread and a lock, an epoch for the last write of a field, a clock for its reads.</summary>
/// <remarks>Deviation: reads always keep a clock, never an epoch; threads are few. A step that broke a rule touched nothing.</remarks>
/// <param name="threads">How many threads there are at most.</param>
internal sealed class DataRaceDetector(int threads)
{
    private readonly int[][] _now = [.. Enumerable.Range(0, threads).Select(i => Fresh(threads, i))];
    private readonly Dictionary<StepTarget, (int[] Written, int[] Read)> _locks = [];
    private readonly Dictionary<SharedField, Field> _fields = [];
    private readonly string[] _operations = new string[threads];
    private readonly Dictionary<Race, DataRace> _races = [];
    private long _execution;

    /// <summary>The races seen so far, in all executions, sorted by their text.</summary>
    public IReadOnlyList<DataRace> Races => [.. _races.Values.OrderBy(race => race.Race.ToString(), StringComparer.Ordinal)];

    /// <summary>Begins a new execution.</summary>
    /// <param name="execution">Its number, from 1.</param>
    public void Clear(long execution)
    {
        _execution = execution;
        for (int i = 0; i < threads; i++)
        {
            Array.Clear(_now[i]);
            _now[i][i] = 1;
        }

        _locks.Clear();
        _fields.Clear();
    }

    /// <summary>A step has happened.</summary>
    /// <param name="steps">The steps of the execution.</param>
    /// <param name="index">Which of them, from 0.</param>
    public void Add(IReadOnlyList<RecordedStep> steps, int index)
    {
        (int thread, Step step, Ending ending) = steps[index];
        if (thread < 0 || ending != Ending.Done)
        {
            return;
        }

        int[] mine = _now[thread];
        switch (step.Kind)
        {
            case StepKind.Call:
                _operations[thread] = step.Target.Label;
                break;
            case StepKind.AcquireRead:
                VectorClock.Join(mine, Lock(step.Target).Written);
                break;
            case StepKind.AcquireWrite:
                VectorClock.Join(mine, Lock(step.Target).Written);
                VectorClock.Join(mine, Lock(step.Target).Read);
                break;
            case StepKind.ReleaseRead:
            case StepKind.ReleaseWrite:
                VectorClock.Join(step.Kind == StepKind.ReleaseRead ? Lock(step.Target).Read : Lock(step.Target).Written, mine);
                mine[thread]++;
                break;
            case StepKind.Read or StepKind.Write when step.Target is SharedField field:
                Access(field, new RaceAccess(thread, _operations[thread], step.Kind == StepKind.Write, index + 1), steps);
                break;
        }
    }

    /// <summary>Adds a race between accesses that are not steps.</summary>
    /// <param name="accesses">The race; both accesses came before the last step that was done.</param>
    /// <param name="steps">The steps of the execution that showed it, to its end.</param>
    public void Add(AccessRace accesses, IReadOnlyList<RecordedStep> steps)
    {
        List<RecordedStep> done = [.. steps.TakeWhile(step => step.Ending == Ending.Done)];
        RaceAccess first = Of(accesses.First);
        RaceAccess second = Of(accesses.Second);
        var race = Race.Of(accesses.Member, first.Access, second.Access);
        if (second.Step < done.Count && IsCloser(race, first, second))
        {
            var violation = new Violation(Checks.DataRace, accesses.ToString());
            _races[race] = new DataRace(race, first, second, new Finding(violation, "exhaustive", "FastTrack", _execution, done));
        }

        static RaceAccess Of(RacingAccess access) => new(access.Thread, access.Operation, access.Site.Writes, access.Step);
    }

    /// <summary>Adds the races that were seen elsewhere, after those that were seen here.</summary>
    /// <param name="other">The other.</param>
    /// <param name="executions">How many executions came before.</param>
    public void Add(DataRaceDetector other, long executions)
    {
        foreach (DataRace race in other._races.Values.Where(race => IsCloser(race.Race, race.First, race.Second)))
        {
            _races[race.Race] = race with { Finding = race.Finding with { Schedule = executions + race.Finding.Schedule } };
        }
    }

    private static int[] Fresh(int threads, int index)
    {
        int[] clock = new int[threads];
        clock[index] = 1;
        return clock;
    }

    private (int[] Written, int[] Read) Lock(StepTarget target)
    {
        if (!_locks.TryGetValue(target, out (int[], int[]) clocks))
        {
            _locks.Add(target, clocks = (new int[threads], new int[threads]));
        }

        return clocks;
    }

    private void Access(SharedField shared, RaceAccess access, IReadOnlyList<RecordedStep> steps)
    {
        if (!_fields.TryGetValue(shared, out Field? field))
        {
            _fields.Add(shared, field = new Field(threads));
        }

        int thread = access.Thread;
        int[] mine = _now[thread];
        if (field.Written is { } written && field.Write > mine[written.Thread])
        {
            Report(shared, written, access, steps);
        }

        for (int other = 0; access.Writes && other < threads; other++)
        {
            if (field.Reads[other] > mine[other])
            {
                Report(shared, field.Read[other]!, access, steps);
            }
        }

        if (access.Writes)
        {
            (field.Written, field.Write) = (access, mine[thread]);
        }
        else
        {
            (field.Read[thread], field.Reads[thread]) = (access, mine[thread]);
        }
    }

    private void Report(SharedField field, RaceAccess first, RaceAccess second, IReadOnlyList<RecordedStep> steps)
    {
        var race = Race.Of(field.Name, first.Access, second.Access);
        if (IsCloser(race, first, second))
        {
            var violation = new Violation(Checks.DataRace, $"{field.Label}: {first} | {second}");
            _races[race] = new DataRace(
                race, first, second, new Finding(violation, "exhaustive", "FastTrack", _execution, [.. steps.Take(second.Step)]));
        }
    }

    /// <summary>Of each race the schedule is kept that has the least between the two accesses, and before them.</summary>
    private bool IsCloser(Race race, RaceAccess first, RaceAccess second) =>
        !_races.TryGetValue(race, out DataRace? known)
        || (second.Step - first.Step, second.Step).CompareTo((known.Distance, known.Second.Step)) < 0;

    private sealed class Field(int threads)
    {
        public RaceAccess? Written { get; set; }

        public int Write { get; set; }

        public RaceAccess?[] Read { get; } = new RaceAccess?[threads];

        public int[] Reads { get; } = new int[threads];
    }
}
