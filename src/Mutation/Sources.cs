using System.Reflection;

namespace LuoVerified.Mutation;

/// <summary>The sources that mutants are made of, as they were when this assembly was built: they are at hand wherever the program
/// runs, and are those of the program that runs.</summary>
internal static class Sources
{
    private static readonly Assembly Own = Assembly.GetExecutingAssembly();

    private static readonly IReadOnlyList<string> Names =
        [.. Own.GetManifestResourceNames().Where(name => name.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The files of a folder, by name, in order.</summary>
    /// <param name="folder">Such as <c>Impl/Hardened/</c>.</param>
    /// <returns>Name and text of each.</returns>
    public static IEnumerable<KeyValuePair<string, string>> In(string folder) =>
        Names.Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Select(name => KeyValuePair.Create(name, Read(name)));

    /// <summary>Reads a file that lies beside the sources.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The text.</returns>
    public static string Read(string name)
    {
        using var reader = new StreamReader(Own.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
