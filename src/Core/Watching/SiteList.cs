namespace LuoVerified.Core.Watching;

/// <summary>The sites of a woven assembly as bytes: the weaver writes them, the run time reads them.</summary>
/// <remarks>A table of texts, then the sites, which name their texts by number.</remarks>
public static class SiteList
{
    /// <summary>The name of the resource that holds them.</summary>
    public const string ResourceName = Sites.Resource;

    /// <summary>Writes.</summary>
    /// <param name="sites">The sites, in the order of their numbers.</param>
    /// <returns>The bytes; equal for equal sites.</returns>
    public static byte[] ToBytes(IReadOnlyList<SiteEntry> sites)
    {
        List<string> texts = [.. sites.SelectMany(Texts).Distinct().Order(StringComparer.Ordinal)];
        Dictionary<string, int> numbers = [];
        foreach (string text in texts)
        {
            numbers.Add(text, numbers.Count);
        }

        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(texts.Count);
        texts.ForEach(writer.Write);
        writer.Write(sites.Count);
        foreach (SiteEntry site in sites)
        {
            writer.Write((byte)site.Kind);
            writer.Write(site.Writes);
            writer.Write(site.IsVolatile);
            writer.Write(site.Line);
            Array.ForEach(Texts(site), text => writer.Write(numbers[text]));
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Reads.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="first">The number that the first site gets.</param>
    /// <param name="partOf">The number of a field by its identity.</param>
    /// <returns>The sites.</returns>
    internal static Site[] Read(Stream bytes, int first, Func<string, int> partOf)
    {
        using var reader = new BinaryReader(bytes);
        string[] texts = new string[reader.ReadInt32()];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.ReadString();
        }

        var sites = new Site[reader.ReadInt32()];
        for (int i = 0; i < sites.Length; i++)
        {
            var kind = (SiteKind)reader.ReadByte();
            bool writes = reader.ReadBoolean();
            bool isVolatile = reader.ReadBoolean();
            int line = reader.ReadInt32();
            string identity = texts[reader.ReadInt32()];
            sites[i] = new Site(first + i, kind, identity.Length == 0 ? 0 : partOf(identity))
            {
                Writes = writes,
                IsVolatile = isVolatile,
                Line = line,
                Member = texts[reader.ReadInt32()],
                File = texts[reader.ReadInt32()],
                Method = texts[reader.ReadInt32()],
            };
        }

        return sites;
    }

    private static string[] Texts(SiteEntry site) => [site.Identity, site.Member, site.File, site.Method];
}
