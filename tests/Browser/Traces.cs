namespace LuoVerified.Browser.Tests;

/// <summary>Pages of traces, each made once by the commands that a user has.</summary>
public sealed class Traces : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly HashSet<string> _proved = [];

    /// <summary>The page of a trace.</summary>
    /// <param name="name">The trace, as <c>luo prove</c> calls it, up to what follows the rule.</param>
    /// <param name="scenario">The file of the scenario; that of the catalogue by default.</param>
    /// <returns>The file.</returns>
    public string Page(string name, string? scenario = null)
    {
        string page = Path.Combine(_scratch.Folder, $"{name}.html");
        if (!File.Exists(page))
        {
            Replay(Trace(name, scenario), page);
        }

        return page;
    }

    /// <summary>A trace file.</summary>
    public string Trace(string name, string? scenario = null)
    {
        string[] parts = name.Split('.');
        if (_proved.Add(parts[0]))
        {
            string[] what = scenario is null ? ["--scenario", parts[0]] : [scenario];
            CommandRun run = CommandRun.Of(["prove", .. what, "--design", parts[1], "--samples", "0", "--keep-first", "--out", _scratch.Folder]);
            Assert.True(run.ExitCode <= 1, run.Error);
        }

        return Directory.GetFiles(_scratch.Folder, $"{name}.*trace").Order(StringComparer.Ordinal).First();
    }

    /// <summary>A page of a trace with another text in it.</summary>
    public string PageOf(string name, string trace)
    {
        string page = Path.Combine(_scratch.Folder, $"{name}.html");
        Replay(_scratch.Write($"{name}.trace", trace), page);
        return page;
    }

    /// <summary>A page with a text of one's own.</summary>
    public string Write(string name, string text) => _scratch.Write(name, text);

    public void Dispose() => _scratch.Dispose();

    private static void Replay(string trace, string page)
    {
        CommandRun run = CommandRun.Of("replay", trace, "--html", page, "--sources", Path.GetDirectoryName(Browser.Screenshots) + "/..");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }
}
