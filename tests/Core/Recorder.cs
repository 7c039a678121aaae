using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LuoVerified.Core.Watching;

namespace LuoVerified.Core.Tests;

/// <summary>Writes down what is accessed, each with the line of the source that does it.</summary>
internal sealed class Recorder : IAccessObserver
{
    private static readonly string Root = FindRoot();
    private static readonly ConcurrentDictionary<string, string[]> Sources = new();

    private readonly List<Access> _accesses = [];

    /// <summary>The accesses of some code, such as <c>write Fields._count | _count = 1;</c>.</summary>
    public static string[] Of(Action code) => [.. Record(code).Select(Text)];

    /// <summary>The accesses without the lines.</summary>
    public static string[] Short(Action code) => [.. Record(code).Select(access => Text(access).Split(" | ")[0])];

    public static IReadOnlyList<Access> Record(Action code)
    {
        var recorder = new Recorder();
        Watch.Observer = recorder;
        try
        {
            code();
        }
        finally
        {
            Watch.Observer = null;
        }

        return recorder._accesses;
    }

    public static string Line(Site site)
    {
        string[] lines = Sources.GetOrAdd(site.File, file => File.ReadAllLines(Path.Combine(Root, file)));
        return lines[site.Line - 1].Trim();
    }

    public void Accessed(in Access access) => _accesses.Add(access);

    public void At(Site site)
    {
    }

    private static string Text(Access access)
    {
        string order = access.Site.IsVolatile ? "volatile " : "";
        return $"{order}{(access.Site.Writes ? "write" : "read")} {access.Member} | {Line(access.Site)}";
    }

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
