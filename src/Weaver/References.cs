using Mono.Cecil;

namespace LuoVerified.Weaver;

/// <summary>Finds assemblies among the files that the compiler was given.</summary>
internal sealed class References : IAssemblyResolver
{
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, AssemblyDefinition> _read = new(StringComparer.OrdinalIgnoreCase);

    public References(IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            _files.TryAdd(Path.GetFileNameWithoutExtension(file), file);
        }
    }

    public AssemblyDefinition Resolve(AssemblyNameReference name) => Resolve(name, new ReaderParameters());

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
    {
        if (!_read.TryGetValue(name.Name, out AssemblyDefinition? assembly))
        {
            string file = _files.GetValueOrDefault(name.Name) ?? throw new AssemblyResolutionException(name);
            assembly = AssemblyDefinition.ReadAssembly(file, new ReaderParameters { AssemblyResolver = this });
            _read.Add(name.Name, assembly);
        }

        return assembly;
    }

    public void Dispose()
    {
        foreach (AssemblyDefinition assembly in _read.Values)
        {
            assembly.Dispose();
        }

        _read.Clear();
    }
}
