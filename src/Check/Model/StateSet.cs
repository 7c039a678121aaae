using System.Numerics;
using System.Runtime.CompilerServices;

namespace LuoVerified.Check.Model;

/// <summary>The states seen so far, whole, in arrays that only grow; several threads may add at the same time.</summary>
/// <remarks>
/// <para>A state lies in a segment that one thread fills from the front, and never moves. It is found by way of a table
/// with open addressing (linear probing), whose slots hold the state's index plus one, 0 for none, and above it some bits
/// of its hash, which spare most looks at states that differ. Equal means equal in every bit.</para>
/// <para>A state is written before its slot, and the slot by compare-and-swap: who reads a slot sees the state, and of two
/// threads with equal states one wins and the other looks again. The table grows only while no thread adds.</para>
/// </remarks>
/// <typeparam name="T">What a state is packed into.</typeparam>
internal sealed class StateSet<T>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private const int SmallestTable = 18;
    private const int LargestTable = 29;
    private const int MostSegments = 1 << 11;

    private readonly T[]?[] _segments = new T[]?[MostSegments];
    private readonly int[] _used = new int[MostSegments];
    private int _segmentCount;
    private uint[] _table = new uint[1 << SmallestTable];
    private int _tableBits = SmallestTable;
    private uint _touched;

    /// <summary>Bytes in all arrays.</summary>
    public long Bytes => ((long)_table.Length * sizeof(uint)) + (Math.Min(_segmentCount, MostSegments) * (long)SegmentSize * Unsafe.SizeOf<T>())
        + (MostSegments * (sizeof(int) + (long)IntPtr.Size));

    /// <summary>How many states the table takes before it should grow: five slots in eight.</summary>
    public long Comfortable => (long)_table.Length * 5 / 8;

    /// <summary>Bytes that growing takes for a while, both tables together.</summary>
    public long GrowingBytes => (long)_table.Length * sizeof(uint) * 2;

    /// <summary>Whether the table can grow.</summary>
    public bool CanGrow => _tableBits < LargestTable;

    /// <summary>Segments handed out so far, the last ones not full.</summary>
    public int SegmentCount => Math.Min(_segmentCount, MostSegments);

    /// <summary>A segment has 4 MiB, whatever a state takes.</summary>
    private static int SegmentBits => Unsafe.SizeOf<T>() > sizeof(ulong) ? 18 : 19;

    private static int SegmentSize => 1 << SegmentBits;

    private int IndexBits => Math.Clamp(_tableBits + 3, SegmentBits + 5, 31);

    /// <summary>The state with an index.</summary>
    public T this[uint index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _segments[index >> SegmentBits]![index & (SegmentSize - 1)];
    }

    /// <summary>A place from which one thread adds.</summary>
    public Writer NewWriter() => new(this);

    /// <summary>Makes the table twice as large and empty; what was in it must be put back with <see cref="Reinsert"/>.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for it; the table is as it was.</exception>
    public void StartGrowing()
    {
        _table = LargeArray.Make<uint>(_table.Length * 2);
        _tableBits++;
    }

    /// <summary>Puts the states of a segment into the table after it grew; several threads may, for different segments.</summary>
    public void Reinsert(int segment)
    {
        const int Block = 128;
        Span<T> states = _segments[segment].AsSpan(0, _used[segment]);
        uint first = (uint)segment << SegmentBits;
        uint[] table = _table;
        for (int from = 0; from < states.Length; from += Block)
        {
            int end = Math.Min(from + Block, states.Length);
            uint touched = 0;
            for (int i = from; i < end; i++)
            {
                // Brings the slots near, all at once; kept, or the reads could be left out.
                touched |= table[Home(StateCode<T>.Hash(states[i]))];
            }

            for (int i = from; i < end; i++)
            {
                ulong hash = StateCode<T>.Hash(states[i]);
                uint slot = Slot(hash, first + (uint)i);
                int at = Home(hash);
                while (table[at] != 0 || System.Threading.Interlocked.CompareExchange(ref table[at], slot, 0) != 0)
                {
                    at = unchecked(at + 1) & (table.Length - 1);
                }
            }

            _touched = touched;
        }
    }

    private int Home(ulong hash) => unchecked((int)(hash >> (64 - _tableBits)));

    private uint Slot(ulong hash, uint index) => unchecked(((uint)hash << IndexBits) | (index + 1));

    /// <summary>Adds states for one thread.</summary>
    /// <param name="set">The set.</param>
    internal sealed class Writer(StateSet<T> set)
    {
        private T[] _segment = [];
        private uint _first;
        private int _end = SegmentSize;
        private int _runStart = SegmentSize;

        /// <summary>The states added since this was last emptied, as stretches of indices.</summary>
        public List<Stretch> Added { get; private set; } = [];

        /// <summary>States added in all.</summary>
        public long Count { get; private set; }

        /// <summary>No further state is taken, for want of room.</summary>
        public bool Full { get; set; }

        /// <summary>Adds those of some states that are not there; three passes, so that waits for memory overlap.</summary>
        /// <param name="states">The states.</param>
        /// <param name="hashes">Room for their hashes.</param>
        /// <param name="slots">Room for their slots.</param>
        public void AddAll(ReadOnlySpan<T> states, Span<ulong> hashes, Span<uint> slots)
        {
            unchecked
            {
                uint[] table = set._table;
                int shift = 64 - set._tableBits;
                int indexBits = set.IndexBits;
                uint indexMask = (1u << indexBits) - 1;
                hashes = hashes[..states.Length];
                slots = slots[..states.Length];
                for (int i = 0; i < states.Length; i++)
                {
                    ulong hash = StateCode<T>.Hash(states[i]);
                    hashes[i] = hash;
                    slots[i] = System.Threading.Volatile.Read(ref table[(int)(hash >> shift)]);
                }

                for (int i = 0; i < states.Length; i++)
                {
                    uint slot = slots[i];
                    bool alike = slot != 0 && ((slot ^ ((uint)hashes[i] << indexBits)) & ~indexMask) == 0;
                    if (alike && set[(slot & indexMask) - 1] == states[i])
                    {
                        slots[i] = uint.MaxValue;
                    }
                }

                for (int i = 0; i < states.Length; i++)
                {
                    if (slots[i] != uint.MaxValue)
                    {
                        Add(states[i], hashes[i]);
                    }
                }
            }
        }

        /// <summary>Adds a state if it is not there and there is room.</summary>
        public void Add(T state, ulong hash)
        {
            unchecked
            {
                uint[] table = set._table;
                int indexBits = set.IndexBits;
                uint tag = (uint)hash << indexBits;
                uint indexMask = (1u << indexBits) - 1;
                int at = (int)(hash >> (64 - set._tableBits));
                while (true)
                {
                    uint slot = System.Threading.Volatile.Read(ref table[at]);
                    if (slot == 0)
                    {
                        if (Full || (_end == SegmentSize && !NewSegment()))
                        {
                            return;
                        }

                        _segment[_end] = state;
                        slot = System.Threading.Interlocked.CompareExchange(ref table[at], tag | (_first + (uint)_end + 1), 0);
                        if (slot == 0)
                        {
                            _end++;
                            Count++;
                            return;
                        }
                    }

                    if (((slot ^ tag) & ~indexMask) == 0 && set[(slot & indexMask) - 1] == state)
                    {
                        return;
                    }

                    at = (at + 1) & (table.Length - 1);
                }
            }
        }

        /// <summary>Makes known what was added; before growing and before the stretches are read.</summary>
        public void Publish()
        {
            if (_end > _runStart)
            {
                Added.Add(new Stretch(_first + (uint)_runStart, _end - _runStart));
                _runStart = _end;
            }

            if (_segment.Length > 0)
            {
                set._used[_first >> SegmentBits] = _end;
            }
        }

        /// <summary>Takes the stretches out.</summary>
        public List<Stretch> TakeAdded()
        {
            Publish();
            List<Stretch> taken = Added;
            Added = [];
            return taken;
        }

        private bool NewSegment()
        {
            Publish();
            try
            {
                T[] segment = LargeArray.Make<T>(SegmentSize);
                int number = System.Threading.Interlocked.Increment(ref set._segmentCount) - 1;
                if (number >= MostSegments)
                {
                    Full = true;
                    return false;
                }

                set._segments[number] = segment;
                _segment = segment;
                _first = (uint)number << SegmentBits;
                _end = 0;
                _runStart = 0;
                return true;
            }
            catch (OutOfMemoryException)
            {
                Full = true;
                return false;
            }
        }
    }
}

/// <summary>States that lie side by side.</summary>
/// <param name="First">The index of the first.</param>
/// <param name="Count">How many.</param>
internal readonly record struct Stretch(uint First, int Count);
