using LuoVerified.Cli.Files;
using LuoVerified.Core.Watching;
using LuoVerified.Weaver;
using Mono.Cecil;

namespace LuoVerified.Cli.Assemblies;

/// <summary>A folder with copies of assemblies, each woven: what is there already is left as it is. The folder goes when this is
/// disposed of.</summary>
internal sealed class WovenCopies : IDisposable
{
    private DirectoryInfo? _folder;

    /// <summary>The files of an assembly's own kind first: what this program is built on, then what lies beside it.</summary>
    private static IEnumerable<string> References(string beside) =>
        $"{AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")}".Split(Path.PathSeparator)
            .Append(typeof(Watch).Assembly.Location)
            .Concat(Directory.EnumerateFiles(beside, "*.dll"));

    /// <summary>Makes a copy.</summary>
    /// <param name="file">The assembly.</param>
    /// <param name="findsServices">Whether to make factories of the services in it (<see cref="ServiceFactories"/>).</param>
    /// <returns>The copy, woven; of the same name, with its debug information beside it.</returns>
    /// <exception cref="FileProblemException">It cannot be read, or needs an assembly that is not there.</exception>
    public string Make(string file, bool findsServices)
    {
        string full = Path.GetFullPath(file);
        string beside = Path.GetDirectoryName(full)!;
        _folder ??= Directory.CreateTempSubdirectory("luo-assembly-");
        DirectoryInfo own = _folder.CreateSubdirectory($"{_folder.EnumerateDirectories().Count()}");
        string plain = Path.Combine(own.CreateSubdirectory("plain").FullName, Path.GetFileName(full));
        string woven = Path.Combine(own.FullName, Path.GetFileName(full));
        try
        {
            File.Copy(full, plain);
            string symbols = Path.ChangeExtension(full, ".pdb");
            if (File.Exists(symbols))
            {
                File.Copy(symbols, Path.ChangeExtension(plain, ".pdb"));
            }

            if (findsServices)
            {
                ServiceFactories.AddTo(plain, file, [beside, AppContext.BaseDirectory]);
            }

            AssemblyWeaver.Weave(plain, woven, References(beside), ProjectFolder(beside));
            return woven;
        }
        catch (AssemblyResolutionException missing)
        {
            throw new FileProblemException(file, $"needs {missing.AssemblyReference.Name}, which does not lie beside it");
        }
        catch (Exception cause) when (FileProblemException.IsCausedBy(cause))
        {
            throw FileProblemException.From(file, cause);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _folder?.Delete(recursive: true);
        }
        catch (Exception cause) when (FileProblemException.IsCausedBy(cause))
        {
            // A system on which loaded files cannot be removed; it is a temporary folder.
        }
    }

    /// <summary>The folder of the project that a file was built from, which the names of source files leave out; empty if there
    /// is none.</summary>
    private static string ProjectFolder(string folder)
    {
        for (DirectoryInfo? above = new(folder); above is not null; above = above.Parent)
        {
            if (above.EnumerateFiles("*.*proj").Any())
            {
                return above.FullName;
            }
        }

        return "";
    }
}
