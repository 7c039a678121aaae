namespace LuoVerified.Cli.Tests.Added;

/// <summary>A copy of the sources, to which something is added before they are built.</summary>
internal sealed class CopiedSources : IDisposable
{
    private readonly TemporaryDirectory _copy = new();

    public CopiedSources()
    {
        string root = AppContext.BaseDirectory[..AppContext.BaseDirectory.IndexOf("/tests/", StringComparison.Ordinal)];
        string[] top = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", ".editorconfig"];
        IEnumerable<string> below = new[] { "src", "build" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(root, file))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"));
        foreach (string file in top.Concat(below))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_copy[file])!);
            File.Copy(Path.Combine(root, file), _copy[file]);
        }
    }

    public string this[string file] => _copy[file];

    public void Dispose() => _copy.Dispose();

    public string Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_copy[file])!);
        File.WriteAllText(_copy[file], text);
        return file;
    }

    public string Add(string file, string before, string lines) => Edit(file, before, lines + before);

    public string Edit(string file, string what, string by)
    {
        string text = File.ReadAllText(_copy[file]);
        Assert.Equal(2, text.Split(what).Length);
        return Write(file, text.Replace(what, by, StringComparison.Ordinal));
    }

    /// <summary>Builds the program, without the analyzers: what they say of it is not asked here.</summary>
    /// <returns>The file to run.</returns>
    public string BuildLuo()
    {
        (int exitCode, string output) = Run("build", "src/Cli", "-v", "quiet", "-nologo", "--disable-build-servers", "-p:RunAnalyzers=false");
        Assert.True(exitCode == 0, output);
        return _copy["src/Cli/bin/Debug/net10.0/luo.dll"];
    }

    public (int ExitCode, string Output) Run(params string[] args) => RunWith("", args);

    public (int ExitCode, string Output) RunWith(string input, params string[] args)
    {
        ProcessRun run = ProcessRun.Dotnet(_copy["."], input, args);
        return (run.ExitCode, run.Output + run.Error);
    }
}
