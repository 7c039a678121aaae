using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace LuoVerified.Check.Model;

/// <summary>The states seen so far, whole, in arrays that only grow; several threads may add at the same
/// time.</summary>
/// <remarks>
/// <para>A state lies in a segment that one thread fills from the front, and never moves. It is found by way of a table
/// with open addressing (linear probing), whose slots hold the state's index plus one, 0 for none, and above it some
/// bits of its hash, which spare most looks at states that differ. Equal means equal in every bit.</para>
/// <para>A state is written before its slot, and the slot by compare-and-swap: who reads a slot sees the state, and of
/// two threads with equal states one wins and the other looks again. The table grows only while no thread adds.</para>
/// </remarks>
/// <typeparam name="T">What a state is packed into.</typeparam>
internal sealed partial class StateSet<T>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private const int MinTableBits = 18;
    private const int MaxTableBits = 29;
    private const int MaxSegments = 1 << 11;

    private readonly T[]?[] _segments = new T[]?[MaxSegments];
    private readonly int[] _used = new int[MaxSegments];
    private int _segmentCount;
    private uint[] _table = new uint[1 << MinTableBits];
    private int _tableBits = MinTableBits;
    private uint _touched;

    /// <summary>Bytes in all arrays.</summary>
    public long Bytes => ((long)_table.Length * sizeof(uint))
        + ((long)SegmentCount * SegmentSize * Unsafe.SizeOf<T>())
        + (MaxSegments * (sizeof(int) + (long)IntPtr.Size));

    /// <summary>How many states the table takes before it should grow: five slots in eight.</summary>
    public long Comfortable => (long)_table.Length * 5 / 8;

    /// <summary>Bytes that growing takes for a while, both tables together.</summary>
    public long GrowingBytes => (long)_table.Length * sizeof(uint) * 2;

    /// <summary>Whether the table can grow.</summary>
    public bool CanGrow => _tableBits < MaxTableBits;

    /// <summary>Segments handed out so far, the last ones not full.</summary>
    public int SegmentCount => Math.Min(_segmentCount, MaxSegments);

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

    /// <summary>Makes the table twice as large and empty; what was in it must be put back with
    /// <see cref="Reinsert"/>.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for it; the table is as it was.</exception>
    public void StartGrowing()
    {
        _table = LargeArray.Make<uint>(_table.Length * 2);
        _tableBits++;
    }

    /// <summary>Puts the states of a segment into the table after it grew; several threads may, for different
    /// segments.</summary>
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
                touched |= table[Home(StateHash.Of(states[i]))];
            }

            for (int i = from; i < end; i++)
            {
                ulong hash = StateHash.Of(states[i]);
                uint slot = Slot(hash, first + (uint)i);
                int at = Home(hash);
                while (table[at] != 0 || Interlocked.CompareExchange(ref table[at], slot, 0) != 0)
                {
                    at = unchecked(at + 1) & (table.Length - 1);
                }
            }

            _touched = touched;
        }
    }

    private int Home(ulong hash) => unchecked((int)(hash >> (64 - _tableBits)));

    private uint Slot(ulong hash, uint index) => unchecked(((uint)hash << IndexBits) | (index + 1));
}

/// <summary>States that lie side by side.</summary>
/// <param name="First">The index of the first.</param>
/// <param name="Count">How many.</param>
internal readonly record struct Stretch(uint First, int Count);
