using SharpFuzz.Common;

namespace LuoVerified.FuzzAbi;

/// <summary>The edges that an input took, as SharpFuzz counts them in code that it has instrumented.</summary>
internal sealed unsafe class Coverage
{
    private const int Size = 1 << 16;

    private readonly byte[] _counts = GC.AllocateArray<byte>(Size, pinned: true);
    private readonly byte[] _seen = new byte[Size];

    public Coverage()
    {
        fixed (byte* counts = _counts)
            Trace.SharedMem = counts;
    }

    /// <summary>How many edges were ever taken.</summary>
    public int Edges => _seen.Count(seen => seen != 0);

    /// <summary>Call before an input.</summary>
    public void Begin()
    {
        Array.Clear(_counts);
        Trace.PrevLocation = 0;
    }

    /// <summary>Call after an input.</summary>
    /// <returns>Whether it took an edge that none before it had, or one of a new order of times.</returns>
    public bool IsNew()
    {
        bool isNew = false;
        ReadOnlySpan<byte> counts = _counts;
        for (int at = counts.IndexOfAnyExcept((byte)0); at >= 0;)
        {
            byte order = (byte)(1 << byte.Log2(counts[at]));
            isNew |= (_seen[at] & order) == 0;
            _seen[at] |= order;
            int next = counts[(at + 1)..].IndexOfAnyExcept((byte)0);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return isNew;
    }
}
