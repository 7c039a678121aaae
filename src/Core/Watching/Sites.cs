using System.Reflection;
using System.Runtime.CompilerServices;

namespace LuoVerified.Core.Watching;

/// <summary>The sites of all woven modules.</summary>
internal static class Sites
{
    /// <summary>The name of the resource in which a woven assembly keeps its sites, as <see cref="SiteList"/> reads
    /// them.</summary>
    public const string Resource = "LuoVerified.Sites";

    private static readonly Dictionary<string, int> Parts = [];
    private static readonly Dictionary<Assembly, int> Known = [];
    private static Site[] _all = [];

    /// <summary>A site.</summary>
    /// <param name="number">Its number.</param>
    public static Site Get(int number) => _all[number];

    public static Site[] All() => [.. _all];

    /// <summary>Adds the sites of an assembly; a second time nothing.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <returns>The number of its first site.</returns>
    [MethodImpl(MethodImplOptions.Synchronized)]
    public static int Register(Assembly assembly)
    {
        if (Known.TryGetValue(assembly, out int first))
        {
            return first;
        }

        first = _all.Length;
        using Stream sites = assembly.GetManifestResourceStream(Resource)
            ?? throw new InternalErrorException($"{assembly} is woven but has no sites");

        // Only now: who reads the new array finds it filled.
        _all = [.. _all, .. SiteList.Read(sites, first, PartOf)];
        Known.Add(assembly, first);
        return first;
    }

    /// <summary>The number of a field: the same in every module that uses it.</summary>
    private static int PartOf(string identity)
    {
        if (!Parts.TryGetValue(identity, out int part))
        {
            Parts.Add(identity, part = Parts.Count + 1);
        }

        return part;
    }
}
