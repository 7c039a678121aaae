using System.Reflection;

namespace LuoVerified.Mutation;

/// <summary>The sources of the hardened design, as they were when this assembly was built.</summary>
internal static class DesignSources
{
    /// <summary>The namespace of what is made of them.</summary>
    public const string Namespace = "LuoVerified.Mutants";

    /// <summary>What stands in front of each file, in its first line.</summary>
    private const string Usings = "using LuoVerified.Core; using LuoVerified.Impl; ";

    private const string Declaration = "namespace LuoVerified.Impl.Hardened;";

    /// <summary>The files, by name.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } =
        Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.EndsWith(".cs", StringComparison.Ordinal)).ToDictionary(name => name, Read);

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        string text = reader.ReadToEnd();
        return text.Split(Declaration).Length == 2
            ? Usings + text.Replace(Declaration, $"namespace {Namespace};", StringComparison.Ordinal)
            : throw new InvalidOperationException($"{name} does not hold '{Declaration}' once any more");
    }
}
