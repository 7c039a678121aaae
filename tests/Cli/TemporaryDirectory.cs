namespace LuoVerified.Cli.Tests;

/// <summary>A directory of a test's own, which goes with it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("luo-");

    /// <summary>The path of something in it.</summary>
    public string this[string name] => Path.Combine(_directory.FullName, name);

    /// <summary>The names of what is in it, hidden files included.</summary>
    public IEnumerable<string> Entries() =>
        _directory.EnumerateFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal);

    /// <summary>Makes a file.</summary>
    public string Write(string name, params ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
