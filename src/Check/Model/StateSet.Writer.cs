using System.Threading;

namespace LuoVerified.Check.Model;

/// <content>How a thread adds.</content>
internal sealed partial class StateSet<T>
{
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

        /// <summary>Adds those of some states that are not there; three passes, so that waits for memory
        /// overlap.</summary>
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
                    ulong hash = StateHash.Of(states[i]);
                    hashes[i] = hash;
                    slots[i] = Volatile.Read(ref table[(int)(hash >> shift)]);
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
                    uint slot = Volatile.Read(ref table[at]);
                    if (slot == 0)
                    {
                        if (Full || (_end == SegmentSize && !NewSegment()))
                        {
                            return;
                        }

                        _segment[_end] = state;
                        slot = Interlocked.CompareExchange(ref table[at], tag | (_first + (uint)_end + 1), 0);
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
                int number = Interlocked.Increment(ref set._segmentCount) - 1;
                if (number >= MaxSegments)
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
