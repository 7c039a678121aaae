namespace LuoVerified.Abi.HandOvers;

/// <summary>Which bytes belong to which structure. None belongs to two.</summary>
internal sealed class Claims
{
    // invariant: sorted by start, no two overlap
    private readonly SortedSet<Claimed> _claims = new(Comparer<Claimed>.Create((a, b) => a.Start.CompareTo(b.Start)));

    /// <summary>Bytes that belong to a structure.</summary>
    /// <param name="Start">The first.</param>
    /// <param name="End">The first that does not belong to it.</param>
    /// <param name="What">The structure.</param>
    public readonly record struct Claimed(long Start, long End, string What);

    /// <summary>Adds bytes unless one of them has been added.</summary>
    /// <param name="start">The first, 0 or more.</param>
    /// <param name="length">How many, 1 or more.</param>
    /// <param name="what">The structure.</param>
    /// <returns>Null; or the one that has some of them, and nothing was added.</returns>
    public Claimed? Add(long start, long length, string what)
    {
        var wanted = new Claimed(start, start + length, what);

        // Of those that begin before the end of the wanted one, the last: if it does not overlap, none does.
        Claimed last = _claims.GetViewBetween(new Claimed(long.MinValue, 0, ""), wanted with { Start = wanted.End - 1 }).Max;
        if (last.End > start)
            return last;
        _claims.Add(wanted);
        return null;
    }
}
