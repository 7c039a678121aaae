using LuoVerified.Impl.Control;

namespace LuoVerified.Check.Explore;

/// <summary>Finds accesses to shared fields that no lock orders: FastTrack (Flanagan and Freund, PLDI 2009), a clock a
/// thread and a lock, an epoch for the last write of a field, a clock for its reads.</summary>
/// <remarks>Deviation: reads always keep a clock, never an epoch; threads are few.</remarks>
internal sealed class DataRaceDetector(int threads)
{
    private readonly int[][] _now = [.. Enumerable.Range(0, threads).Select(i => Fresh(threads, i))];
    private readonly Dictionary<StepTarget, (int[] Written, int[] Read)> _locks = [];
    private readonly Dictionary<SharedField, Field> _fields = [];
    private readonly string[] _operations = new string[threads];

    /// <summary>The races seen so far, in all executions: field, kinds of access, operations.</summary>
    public SortedSet<string> Races { get; } = new(StringComparer.Ordinal);

    /// <summary>Begins a new execution.</summary>
    public void Clear()
    {
        for (int i = 0; i < threads; i++)
        {
            Array.Clear(_now[i]);
            _now[i][i] = 1;
        }

        _locks.Clear();
        _fields.Clear();
    }

    /// <summary>A new kernel: nothing of the old one runs beside it, and its fields are its own.</summary>
    public void Barrier()
    {
        _locks.Clear();
        _fields.Clear();
    }

    /// <summary>A step happens.</summary>
    /// <param name="thread">Whose.</param>
    /// <param name="step">The step.</param>
    public void Add(int thread, in Step step)
    {
        int[] mine = _now[thread];
        switch (step.Kind)
        {
            case StepKind.Call:
                _operations[thread] = step.Target.Label.Split(' ')[0];
                break;
            case StepKind.AcquireRead:
                Join(mine, Lock(step.Target).Written);
                break;
            case StepKind.AcquireWrite:
                Join(mine, Lock(step.Target).Written);
                Join(mine, Lock(step.Target).Read);
                break;
            case StepKind.ReleaseRead:
            case StepKind.ReleaseWrite:
                Join(step.Kind == StepKind.ReleaseRead ? Lock(step.Target).Read : Lock(step.Target).Written, mine);
                mine[thread]++;
                break;
            case StepKind.Read or StepKind.Write when step.Target is SharedField field:
                Access(thread, field, step.Kind == StepKind.Write);
                break;
        }
    }

    private static int[] Fresh(int threads, int index)
    {
        int[] clock = new int[threads];
        clock[index] = 1;
        return clock;
    }

    private static void Join(int[] into, int[] other)
    {
        for (int i = 0; i < into.Length; i++)
        {
            into[i] = Math.Max(into[i], other[i]);
        }
    }

    private (int[] Written, int[] Read) Lock(StepTarget target)
    {
        if (!_locks.TryGetValue(target, out (int[], int[]) clocks))
        {
            _locks.Add(target, clocks = (new int[threads], new int[threads]));
        }

        return clocks;
    }

    private void Access(int thread, SharedField shared, bool writes)
    {
        if (!_fields.TryGetValue(shared, out Field? field))
        {
            _fields.Add(shared, field = new Field(threads));
        }

        int[] mine = _now[thread];
        if (field.Writer >= 0 && field.Write > mine[field.Writer])
        {
            Report(shared, (field.WriteIn, true), (_operations[thread], writes));
        }

        for (int other = 0; writes && other < threads; other++)
        {
            if (field.Reads[other] > mine[other])
            {
                Report(shared, (field.ReadIn[other], false), (_operations[thread], true));
            }
        }

        if (writes)
        {
            (field.Writer, field.Write, field.WriteIn) = (thread, mine[thread], _operations[thread]);
        }
        else
        {
            (field.Reads[thread], field.ReadIn[thread]) = (mine[thread], _operations[thread]);
        }
    }

    private void Report(SharedField field, (string Operation, bool Writes) one, (string Operation, bool Writes) other)
    {
        string[] accesses = [Text(one), Text(other)];
        Array.Sort(accesses, StringComparer.Ordinal);
        Races.Add($"{field.Name}: {accesses[0]} | {accesses[1]}");

        static string Text((string Operation, bool Writes) access) => $"{(access.Writes ? "write" : "read")} in {access.Operation}";
    }

    private sealed class Field(int threads)
    {
        public int Writer { get; set; } = -1;

        public int Write { get; set; }

        public string WriteIn { get; set; } = "";

        public int[] Reads { get; } = new int[threads];

        public string[] ReadIn { get; } = new string[threads];
    }
}
