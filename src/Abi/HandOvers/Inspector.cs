namespace LuoVerified.Abi.HandOvers;

/// <summary>Finds out what bytes are and reads them.</summary>
public static class Inspector
{
    /// <summary>Reads bytes that may be anything: a root alone, a dump of memory in which a root lies at the start of a page,
    /// or a structure without its root.</summary>
    /// <remarks>A root at the first byte wins, then the first one at the start of a page that says a version that is known, then
    /// the first that is only like one, then a structure without a root. A root behind the first byte must lie in its page. Time is linear in the
    /// length.</remarks>
    /// <param name="bytes">The bytes.</param>
    /// <param name="firstAddress">The physical address of the first byte; null, addresses are not followed.</param>
    /// <returns>What they say; its kind is null if they are nothing that is known, and then there is one fault.</returns>
    public static Inspection Read(ReadOnlyMemory<byte> bytes, ulong? firstAddress = null)
    {
        if (FindRoot(bytes) is var (format, root))
        {
            Inspection read = format.Read(bytes, root, firstAddress);
            return root == 0 && bytes.Length <= Limits.PageSize
                ? read
                : read with { Kind = $"memory dump with a root at byte {root}: {read.Kind}" };
        }

        if (BareStructures.Read(bytes) is { } bare)
            return bare;
        var scribe = new Scribe(bytes, firstAddress);
        scribe.Fault(0, $"{bytes.Length} bytes that are nothing known: no root at the start or at a page, no structure of that length");
        return scribe.Finish(null);
    }

    private static (IHandOverFormat Format, int Root)? FindRoot(ReadOnlyMemory<byte> bytes)
    {
        (IHandOverFormat, int)? kin = null;
        for (int at = 0; at < bytes.Length; at += Limits.PageSize)
        {
            // A kernel writes its tree into a page; what is longer would make this loop quadratic.
            ReadOnlyMemory<byte> root = at == 0 ? bytes : bytes.Slice(at, Math.Min(Limits.PageSize, bytes.Length - at));
            if (HandOverFormats.Of(root) is not { } format)
                continue;
            if (at == 0 || format.Recognize(root) == Recognition.Yes)
                return (format, at);
            kin ??= (format, at);
        }

        return kin;
    }
}
