using System.Runtime.CompilerServices;
using LuoVerified.Check.Runs;
using LuoVerified.Core.Watching;

namespace LuoVerified.Check.Races;

/// <summary>The last accesses to each variable: a hash table by identity of the object and part, emptied at
/// the cost of what is in it.</summary>
internal sealed class AccessTable
{
    private const int FirstSize = 64;

    private readonly int _threads;
    private Variable[] _variables = new Variable[FirstSize];
    private Last[] _reads;

    /// <summary>The places that are in use.</summary>
    private readonly List<int> _used = [];

    /// <summary>Makes the table.</summary>
    /// <param name="threads">How many threads there are at most.</param>
    public AccessTable(int threads)
    {
        _threads = threads;
        _reads = new Last[FirstSize * threads];
    }

    /// <summary>Forgets everything, and lets go of the objects.</summary>
    public void Clear()
    {
        foreach (int at in _used)
        {
            _variables[at] = default;
            Reads(at).Clear();
        }

        _used.Clear();
    }

    /// <summary>The variable of an access, made if there was none; valid until the next call.</summary>
    /// <param name="access">The access.</param>
    /// <param name="reads">The last read of each thread.</param>
    public ref Variable Find(in Access access, out Span<Last> reads)
    {
        int mask = _variables.Length - 1;
        int at = Hash(access.Target, access.Part) & mask;
        while (_variables[at].IsUsed)
        {
            ref Variable found = ref _variables[at];
            if (ReferenceEquals(found.Target, access.Target) && found.Part == access.Part)
            {
                reads = Reads(at);
                return ref found;
            }

            at = (at + 1) & mask;
        }

        if (_used.Count * 2 >= _variables.Length)
        {
            Grow();
            return ref Find(access, out reads);
        }

        _used.Add(at);
        reads = Reads(at);
        ref Variable made = ref _variables[at];
        made = new Variable { Target = access.Target, Part = access.Part, IsUsed = true };
        return ref made;
    }

    private static int Hash(object? target, int part) => unchecked(
        (int)((((uint)RuntimeHelpers.GetHashCode(target) * 0x9E3779B1u) + ((uint)part * 0x85EBCA6Bu)) >> 7));

    private Span<Last> Reads(int at) => _reads.AsSpan(at * _threads, _threads);

    private void Grow()
    {
        (Variable[] variables, Last[] reads) = (_variables, _reads);
        _variables = new Variable[variables.Length * 2];
        _reads = new Last[reads.Length * 2];
        int mask = _variables.Length - 1;
        for (int i = 0; i < _used.Count; i++)
        {
            int from = _used[i];
            int at = Hash(variables[from].Target, variables[from].Part) & mask;
            while (_variables[at].IsUsed)
            {
                at = (at + 1) & mask;
            }

            _variables[at] = variables[from];
            reads.AsSpan(from * _threads, _threads).CopyTo(Reads(at));
            _used[i] = at;
        }
    }

    /// <summary>An access, as long as it is the last of its kind.</summary>
    public struct Last
    {
        /// <summary>The clock of its thread then; 0 if there was none.</summary>
        public int Clock;

        /// <summary>Whose.</summary>
        public int Thread;

        /// <summary>How many steps of the execution came before, the access counted if it is one.</summary>
        public int Step;

        /// <summary>Whether it is a step.</summary>
        public bool IsStep;

        /// <summary>Where in the code.</summary>
        public Site? Site;

        /// <summary>In which operation; null if in none.</summary>
        public Call? Call;
    }

    /// <summary>A field, an element or a collection.</summary>
    public struct Variable
    {
        public object? Target;
        public int Part;
        public bool IsUsed;

        /// <summary>The last write.</summary>
        public Last Write;

        /// <summary>What came before the last volatile write; null before the first.</summary>
        public int[]? Released;
    }
}
