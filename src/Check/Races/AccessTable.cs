using System.Runtime.CompilerServices;
using LuoVerified.Core.Watching;

namespace LuoVerified.Check.Races;

/// <summary>The last accesses to each variable: a hash table by identity of the object and part, emptied at no
/// cost.</summary>
internal sealed class AccessTable
{
    private const int FirstSize = 1024;

    private readonly int _threads;
    private Variable[] _variables = new Variable[FirstSize];
    private Last[] _reads;
    private int _generation = 1;
    private int _count;

    /// <summary>Makes the table.</summary>
    /// <param name="threads">How many threads there are at most.</param>
    public AccessTable(int threads)
    {
        _threads = threads;
        _reads = new Last[FirstSize * threads];
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _count = 0;
        if (_variables.Length > FirstSize * 64)
        {
            // One large execution must not make all that follow keep its objects.
            _variables = new Variable[FirstSize];
            _reads = new Last[FirstSize * _threads];
        }

        _generation++;
    }

    /// <summary>The variable of an access, made where there was none; valid until the next call.</summary>
    /// <param name="access">The access.</param>
    /// <param name="reads">The last read of each thread.</param>
    public ref Variable Find(in Access access, out Span<Last> reads)
    {
        int mask = _variables.Length - 1;
        int at = Hash(access.Target, access.Part) & mask;
        while (_variables[at].Generation == _generation)
        {
            ref Variable found = ref _variables[at];
            if (ReferenceEquals(found.Target, access.Target) && found.Part == access.Part)
            {
                reads = _reads.AsSpan(at * _threads, _threads);
                return ref found;
            }

            at = (at + 1) & mask;
        }

        if (++_count * 2 > _variables.Length)
        {
            Grow();
            _count--;
            return ref Find(access, out reads);
        }

        reads = _reads.AsSpan(at * _threads, _threads);
        reads.Clear();
        ref Variable made = ref _variables[at];
        made = new Variable { Target = access.Target, Part = access.Part, Generation = _generation };
        return ref made;
    }

    private static int Hash(object? target, int part) => unchecked(
        (int)((((uint)RuntimeHelpers.GetHashCode(target) * 0x9E3779B1u) + ((uint)part * 0x85EBCA6Bu)) >> 7));

    private void Grow()
    {
        Variable[] old = _variables;
        Last[] oldReads = _reads;
        _variables = new Variable[old.Length * 2];
        _reads = new Last[oldReads.Length * 2];
        int mask = _variables.Length - 1;
        for (int i = 0; i < old.Length; i++)
        {
            if (old[i].Generation == _generation)
            {
                int at = Hash(old[i].Target, old[i].Part) & mask;
                while (_variables[at].Generation == _generation)
                {
                    at = (at + 1) & mask;
                }

                _variables[at] = old[i];
                Array.Copy(oldReads, i * _threads, _reads, at * _threads, _threads);
            }
        }
    }

    /// <summary>An access, as long as it is the last of its kind.</summary>
    public struct Last
    {
        /// <summary>The clock of its thread then; 0 where there was none.</summary>
        public int Clock;

        /// <summary>Where in the code.</summary>
        public Site? Site;

        /// <summary>When, by whom, under which locks.</summary>
        public Moment? Moment;
    }

    /// <summary>A field, an element or a collection.</summary>
    public struct Variable
    {
        public object? Target;
        public int Part;
        public int Generation;

        /// <summary>The last write.</summary>
        public Last Write;

        /// <summary>What came before the last volatile write; null before the first.</summary>
        public int[]? Released;
    }
}
