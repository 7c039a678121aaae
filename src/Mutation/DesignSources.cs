namespace LuoVerified.Mutation;

/// <summary>The sources of the hardened design, as they were when this assembly was built.</summary>
internal static class DesignSources
{
    /// <summary>The namespace of what is made of them.</summary>
    public const string Namespace = "LuoVerified.Mutants";

    /// <summary>What stands in front of each file, in its first line.</summary>
    private const string Usings = "using LuoVerified.Core; using LuoVerified.Core.Locking; using LuoVerified.Impl; ";

    private const string Declaration = "namespace LuoVerified.Impl.Hardened;";

    /// <summary>The files, by name.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = Sources.In("Impl/Hardened/")
        .ToDictionary(file => Path.GetFileName(file.Key), file => Moved(file.Key, file.Value));

    private static string Moved(string name, string text) => text.Split(Declaration).Length == 2
        ? Usings + text.Replace(Declaration, $"namespace {Namespace};", StringComparison.Ordinal)
        : throw new InvalidOperationException($"{name} does not hold '{Declaration}' once any more");
}
