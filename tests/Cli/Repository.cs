namespace LuoVerified.Cli.Tests;

/// <summary>The folder of this repository.</summary>
internal static class Repository
{
    /// <summary>Its path.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", ".."));
}
