using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
using LuoVerified.Cli.Origins;
using LuoVerified.Core;

namespace LuoVerified.Cli.Assemblies;

/// <summary>Where an assembly of somebody else's is loaded, a copy of it. What it needs of LuoVerified and of the runtime is this
/// program's; all else lies beside the original, and is copied and woven as well.</summary>
/// <param name="original">The full path of the assembly.</param>
/// <param name="copies">Takes the copies.</param>
internal sealed class DesignContext(string original, WovenCopies copies) : AssemblyLoadContext(Path.GetFileName(original))
{
    /// <summary>The hash of the original of an assembly; if it needs others that lie beside it, of all of these together.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <returns>64 digits; null if it was not loaded from a copy.</returns>
    public static string? OriginalOf(Assembly assembly) => GetLoadContext(assembly) is DesignContext context ? context.HashOf(assembly) : null;

    private readonly Dictionary<string, string> _originals = [];

    /// <summary>Loads the assembly.</summary>
    /// <returns>The copy of it.</returns>
    public Assembly Load() => Load(original, findsServices: true);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string beside = FileOf(assemblyName);
        return !assemblyName.Name!.StartsWith(SourceHash.Prefix, StringComparison.Ordinal) && File.Exists(beside)
            ? Load(beside, findsServices: false)
            : null;
    }

    private string FileOf(AssemblyName name) => Path.Combine(Path.GetDirectoryName(original)!, $"{name.Name}.dll");

    private string HashOf(Assembly assembly)
    {
        Queue<Assembly> left = new([assembly]);
        SortedDictionary<string, string> hashes = new(StringComparer.Ordinal);
        while (left.TryDequeue(out Assembly? each))
        {
            string name = each.GetName().Name!;
            if (_originals.TryGetValue(name, out string? hash) && hashes.TryAdd(name, hash))
            {
                // What it needs is loaded now, if it was not before.
                foreach (AssemblyName needed in each.GetReferencedAssemblies().Where(needed => File.Exists(FileOf(needed))))
                {
                    left.Enqueue(LoadFromAssemblyName(needed));
                }
            }
        }

        return hashes.Count == 1 ? hashes.Values.Single() : SourceText.HashOf(hashes.Select(each => $"{each.Key} {each.Value}"));
    }

    private Assembly Load(string file, bool findsServices)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        Assembly loaded = LoadFromAssemblyPath(copies.Make(file, findsServices));
        _originals[loaded.GetName().Name!] = hash;
        return loaded;
    }
}
