using System.Globalization;
using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Core;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Programs;

/// <summary>Every program of a size: each set-up that decides differently, and after it each combination of what threads can
/// do.</summary>
/// <remarks>
/// <para>A program is left out if it is another one under other names or with its threads in another order; if it is not
/// well-formed (<see cref="WellFormed"/>); or if it holds an operation that never reaches the code: a close or a request of what
/// nobody has opened, and anything after a reboot. What is no file is asked for only by programs of one
/// thread, and of what is no name only the empty one by others.</para>
/// <para>If a thread can leave the kernel, a thread of the next one deserializes and asks for every session.</para>
/// </remarks>
public sealed class ProgramSpace
{
    private readonly List<SetUp> _setUps = [];

    /// <summary>For programs that stay in the kernel, and for those that leave it, and for each renaming and set-up: the first set-up
    /// that such programs cannot tell from this one with other names.</summary>
    private readonly List<int>[][] _renamedSetUps;
    private readonly Alphabet _alphabet;
    private readonly Renaming[] _renamings;

    /// <summary>Every order of the threads.</summary>
    private readonly int[][] _orders;
    private readonly Operation[] _probe;
    private readonly IReadOnlyDictionary<FaultSite, int> _faults;

    /// <summary>How many programs come before those of each set-up, and how many there are.</summary>
    private readonly Lazy<long[]> _before;

    /// <summary>Prepares the enumeration.</summary>
    /// <param name="size">The size of the programs.</param>
    /// <param name="bounds">What they are about.</param>
    /// <param name="on">The design that they are for: programs have no operation that it lacks. The hardened one by default.</param>
    public ProgramSpace(ProgramSize size, ProgramBounds bounds, Design? on = null)
    {
        Design design = on ?? Design.Hardened;
        (Size, Bounds, _faults) = (size, bounds, bounds.Budgets);
        bool isOneThread = size.Threads == 1;
        _alphabet = new Alphabet(design, bounds.Valid, isOneThread ? ProgramBounds.Invalid : [ProgramBounds.Invalid[0]], bounds.Files, asksWrongly: isOneThread);
        _renamings = [.. Renaming.All(_alphabet)];
        _orders = [.. Renaming.Orders(size.Threads)];
        _renamedSetUps = [[.. _renamings.Select(_ => new List<int>())], [.. _renamings.Select(_ => new List<int>())]];
        foreach (int capacity in design.Capacity is null ? bounds.Capacities : [Limits.SessionCapacity])
        {
            Add(new SetUps(bounds, design, capacity, size.All));
        }

        _probe = bounds.ProbeOn(design);
        _before = new Lazy<long[]>(Counted);
    }

    /// <summary>The size of the programs.</summary>
    public ProgramSize Size { get; }

    /// <summary>What they are about.</summary>
    public ProgramBounds Bounds { get; }

    /// <summary>The size, and how many files there are if there are any.</summary>
    public string Words => ProgramBounds.Words($"{Size}", Bounds.Files);

    /// <summary>How many set-ups there are.</summary>
    public int SetUps => _setUps.Count;

    /// <summary>The programs with one set-up, in order.</summary>
    /// <param name="setUp">The set-up, from 0.</param>
    /// <returns>The programs; each is made when it is asked for.</returns>
    public IEnumerable<Scenario> Programs(int setUp) => Programs(setUp, Shard.Whole).Select(program => program.Program);

    /// <summary>The programs with one set-up that belong to a shard, in order.</summary>
    /// <param name="setUp">The set-up, from 0.</param>
    /// <param name="shard">The shard: of all programs one in so many.</param>
    /// <returns>The programs, each with its number among all of this set-up, from 0; each is made when it is asked for.</returns>
    public IEnumerable<(int Number, Scenario Program)> Programs(int setUp, Shard shard) => Dealt(setUp, shard)
        .Select(each => (each.Number, Make(setUp, each.Threads, each.Number)));

    /// <summary>One program.</summary>
    /// <param name="setUp">Its set-up, from 0.</param>
    /// <param name="number">Which one of those with this set-up, from 0.</param>
    /// <returns>The program.</returns>
    public Scenario Program(int setUp, long number) => Programs(setUp).Skip((int)number).First();

    /// <summary>How many programs there are.</summary>
    public long Count => CountOf(Shard.Whole);

    /// <summary>How many programs belong to a shard: counted without making them, and once for all shards.</summary>
    /// <param name="shard">The shard.</param>
    /// <returns>The number.</returns>
    public long CountOf(Shard shard) => (_before.Value[^1] + shard.Of - shard.Number) / shard.Of;

    private long[] Counted()
    {
        long[] before = new long[SetUps + 1];
        for (int setUp = 0; setUp < SetUps; setUp++)
        {
            before[setUp + 1] = before[setUp] + Combinations(setUp).LongCount();
        }

        return before;
    }

    private void Add(SetUps setUps)
    {
        SetUp[] all = [.. setUps.All];
        foreach (bool leaves in (bool[])[false, true])
        {
            Dictionary<int, int> numbers = [];
            foreach ((int at, SetUp each) in all.Index())
            {
                numbers.TryAdd(setUps.ClassOf(each.State, leaves), _setUps.Count + at);
            }

            foreach ((List<int> renamed, Renaming renaming) in _renamedSetUps[leaves ? 1 : 0].Zip(_renamings))
            {
                renamed.AddRange(all.Select(each => numbers[setUps.ClassOf(each.State.Renamed(renaming.Of), leaves)]));
            }
        }

        _setUps.AddRange(all);
    }

    /// <summary>Programs are dealt in turn, one to each shard.</summary>
    private IEnumerable<(int Number, ThreadProgram[] Threads)> Dealt(int setUp, Shard shard) => shard.IsWhole
        ? Combinations(setUp).Index()
        : Combinations(setUp).Index().Where(each => shard.Has(_before.Value[setUp] + each.Index));

    private IEnumerable<ThreadProgram[]> Combinations(int setUp)
    {
        SetUpState state = _setUps[setUp].State;
        IEnumerable<ThreadProgram> threads = Longer(new ThreadProgram(_alphabet), Size.Operations, state);
        if (Size.Threads > 1)
        {
            threads = [.. threads];
        }

        var wait = new WaitForItself(_faults);
        return Combinations(threads, Size.Threads).Where(each => GetHandles(each, state) && IsFirst(setUp, each) && NoThreadWaitsForItself(each, state, wait));
    }

    private static IEnumerable<ThreadProgram[]> Combinations(IEnumerable<ThreadProgram> threads, int count) => count == 0
        ? [[]]
        : Combinations(threads, count - 1).SelectMany(before => threads.Select(next => (ThreadProgram[])[.. before, next]));

    /// <summary>What a thread can do after what it has done, whatever the others do; in order.</summary>
    private IEnumerable<ThreadProgram> Longer(ThreadProgram before, int operations, SetUpState state) => operations == 0
        ? [before]
        : before.Longer.Where(thread => HasHandles(thread, state))
            .SelectMany(thread => Longer(thread, operations - 1, state));

    private bool HasHandles(ThreadProgram thread, SetUpState state) =>
        Enumerable.Range(0, Bounds.Names).All(name => thread.Wants(name) <= state.HandlesOn(Bounds.Valid[name]));

    /// <summary>Whether every close and every request gets the handle that it takes.</summary>
    private bool GetHandles(ThreadProgram[] threads, SetUpState state)
    {
        Role[] roles = Role.Of(threads, state, Bounds.Valid);
        for (int i = 0; i < threads.Length; i++)
        {
            for (int name = 0; name < Bounds.Names; name++)
            {
                if (threads[i].Wants(name) > ((roles[i].Handles & (1 << name)) != 0 ? state.HandlesOn(Bounds.Valid[name]) : 0))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool NoThreadWaitsForItself(ThreadProgram[] threads, SetUpState state, WaitForItself wait) => WellFormed.NoThreadWaitsForItself(
        state, Array.FindIndex(threads, thread => thread.Resumes), Array.ConvertAll(threads, thread => thread.Operations), wait);

    /// <summary>Whether no program that comes before is the same under other names or with its threads in another order.</summary>
    private bool IsFirst(int setUp, ThreadProgram[] threads)
    {
        List<int>[] renamed = _renamedSetUps[Array.Exists(threads, thread => thread.Jumps) ? 1 : 0];
        for (int renaming = 0; renaming < _renamings.Length; renaming++)
        {
            int then = renamed[renaming][setUp];
            if (then < setUp
                || (then == setUp && HasEarlierOrder(threads, Array.ConvertAll(threads, _renamings[renaming].Of), _setUps[setUp].State)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether an order of some threads that does not change what they get from the set-up comes before others.</summary>
    private bool HasEarlierOrder(ThreadProgram[] threads, ThreadProgram[] others, SetUpState state)
    {
        // Most orders come later, which is soon seen.
        return Array.Exists(_orders, order => IsEarlier(others, order, threads)
            && Sorted(Array.ConvertAll(order, i => others[i])).SequenceEqual(Sorted(others)));

        (long, Role)[] Sorted(ThreadProgram[] each) =>
            [.. each.Zip(Role.Of(each, state, Bounds.Valid)).Select(pair => (pair.First.Number, pair.Second)).Order()];
    }

    /// <summary>Whether some threads in an order come before others.</summary>
    private static bool IsEarlier(ThreadProgram[] one, int[] order, ThreadProgram[] other)
    {
        int at = 0;
        while (at < other.Length && one[order[at]].Number == other[at].Number)
        {
            at++;
        }

        return at < other.Length && one[order[at]].Number < other[at].Number;
    }

    private Scenario Make(int setUp, ThreadProgram[] threads, int number)
    {
        SetUp before = _setUps[setUp];
        IReadOnlyList<IReadOnlyList<Operation>> kernel = [.. threads.Select(thread => thread.Operations)];
        return new Scenario
        {
            Name = new ProgramName(setUp, number).In(this),
            Summary = string.Create(CultureInfo.InvariantCulture, $"Program {number + 1} of size {Size} after set-up {setUp + 1}."),
            Capacity = before.Capacity,
            Faults = _faults,
            Setup = before.Operations,
            Phases = threads.Any(thread => thread.Jumps) ? [kernel, [_probe]] : [kernel],
        };
    }
}
