namespace LuoVerified.Abi.HandOvers;

/// <summary>Structures without their root. They have no magic number; which one bytes are, their length says, and then which
/// fits with the fewest faults.</summary>
internal static class BareStructures
{
    private static readonly (int Size, string Kind, Action<Scribe> Read)[] All =
    [
        (Layouts.SessionsV1.Size, Layouts.SessionsV1.Name, scribe => TableReader.SessionBlock(scribe, 0, Layouts.SessionsV1)),
        (Layouts.SessionsV2.Size, Layouts.SessionsV2.Name, scribe => TableReader.SessionBlock(scribe, 0, Layouts.SessionsV2)),
        (Layouts.SessionsV5.Size, Layouts.SessionsV5.Name, scribe => ChainReader.OneBlock(scribe, 0, Layouts.SessionsV5)),
        (Layouts.FilesV5.Size, Layouts.FilesV5.Name, scribe => ChainReader.OneBlock(scribe, 0, Layouts.FilesV5)),
        (Layouts.Flbs.Size, Layouts.Flbs.Name, scribe => TableReader.FlbPage(scribe, 0)),
    ];

    /// <summary>Reads bytes as the structure that they fit best.</summary>
    /// <param name="bytes">Bytes that may be anything.</param>
    /// <returns>What they say; null if no structure has that length. Of those that fit alike, the oldest.</returns>
    public static Inspection? Read(ReadOnlyMemory<byte> bytes)
    {
        if (!bytes.Span.ContainsAnyExcept((byte)0) && bytes.Length != Limits.SessionBlockSize)
            return null;
        return All.Where(each => each.Size == bytes.Length)
            .Select(each =>
            {
                var scribe = new Scribe(bytes, null);
                each.Read(scribe);
                return scribe.Finish(each.Kind);
            })
            .MinBy(inspection => inspection.Faults.Count + inspection.FaultsLeftOut);
    }
}
