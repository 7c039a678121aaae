using System.Reflection;
using System.Runtime.Loader;
using LuoVerified.Core.Watching;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Check.Designs;

/// <summary>Reads the assemblies that hold a design: the files of those that are loaded, else what lies beside
/// them.</summary>
/// <param name="design">The assembly of the design.</param>
/// <param name="below">What lies below it.</param>
internal sealed class CodeReader(Assembly design, DesignBase below) : IAssemblyResolver
{
    private const string Coyote = "Microsoft.Coyote";

    private static readonly string Runtime = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";

    /// <summary>By path.</summary>
    private readonly Dictionary<string, AssemblyDefinition?> _read = [];

    /// <summary>By the name in a reference: to look through all that is loaded takes long where much is.</summary>
    private readonly Dictionary<string, AssemblyDefinition?> _resolved = [];

    /// <summary>The definition of a loaded method.</summary>
    /// <param name="method">The method.</param>
    /// <returns>Null if its assembly is in no file.</returns>
    public MethodDefinition? Find(MethodBase method) =>
        method.DeclaringType is { } type
            ? Of(type.Assembly)?.MainModule.LookupToken(method.MetadataToken) as MethodDefinition
            : null;

    /// <summary>The definition of a loaded type.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Null if its assembly is in no file.</returns>
    public TypeDefinition? Find(Type type) =>
        Of(type.Assembly)?.MainModule.LookupToken(type.MetadataToken) as TypeDefinition;

    /// <summary>Whether the code of a module is that of a design, or may be.</summary>
    /// <param name="module">The module.</param>
    /// <returns>False for the runtime and for what designs are built on.</returns>
    public bool IsOfDesign(ModuleDefinition module)
    {
        string name = module.Assembly.Name.Name;
        return name == design.GetName().Name
            || !(below.Assemblies.Contains(name)
                || name.StartsWith(Coyote, StringComparison.Ordinal)
                || IsOfRuntime(module.FileName));
    }

    /// <summary>Whether locks and atomic accesses of the runtime may be steps.</summary>
    public bool TakesRuntimeLocks => below.TakesRuntimeLocks;

    /// <summary>Whether locks and atomic accesses of the runtime are steps in the code of a module.</summary>
    /// <param name="module">The module.</param>
    /// <returns>True if designs may use them, and the module is woven.</returns>
    public bool IsControlled(ModuleDefinition module) => below.TakesRuntimeLocks
        && module.Assembly.CustomAttributes.Any(each => each.AttributeType.FullName == typeof(WovenAttribute).FullName);

    /// <summary>Whether the methods of a module are called by the checker.</summary>
    /// <param name="module">The module.</param>
    /// <returns>True for the interfaces that designs implement, and for what they are built on.</returns>
    public bool IsCalledByUs(ModuleDefinition module)
    {
        string name = module.Assembly.Name.Name;
        return name == below.Contracts
            || (name.StartsWith("LuoVerified.", StringComparison.Ordinal) && !IsOfDesign(module));
    }

    /// <summary>Whether it is worth while to look for what a reference means.</summary>
    /// <param name="type">The reference, or the type of a member that is referred to.</param>
    /// <returns>False if it is of the runtime, as its name tells.</returns>
    public static bool MayBeOfDesign(TypeReference type) =>
        type.Scope is not AssemblyNameReference { Name: var name }
        || !(name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith(Coyote, StringComparison.Ordinal)
            || name is "System" or "mscorlib" or "netstandard");

    /// <summary>The definition that a reference means.</summary>
    /// <param name="type">The reference.</param>
    /// <returns>Null if there is none.</returns>
    public static TypeDefinition? Definition(TypeReference type) => Attempt(type.Resolve);

    /// <summary>The definition that a reference means.</summary>
    /// <param name="method">The reference.</param>
    /// <returns>Null if there is none.</returns>
    public static MethodDefinition? Definition(MethodReference method) => Attempt(method.Resolve);

    /// <summary>The definition that a reference means.</summary>
    /// <param name="field">The reference.</param>
    /// <returns>Null if there is none.</returns>
    public static FieldDefinition? Definition(FieldReference field) => Attempt(field.Resolve);

    /// <inheritdoc/>
    public AssemblyDefinition? Resolve(AssemblyNameReference name)
    {
        if (!_resolved.TryGetValue(name.Name, out AssemblyDefinition? assembly))
        {
            _resolved.Add(name.Name, assembly = Look(name));
        }

        return assembly;
    }

    /// <inheritdoc/>
    public AssemblyDefinition? Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

    private AssemblyDefinition? Look(AssemblyNameReference name)
    {
        Assembly? loaded = (AssemblyLoadContext.GetLoadContext(design)?.Assemblies ?? [])
            .Concat(AssemblyLoadContext.Default.Assemblies)
            .FirstOrDefault(assembly => assembly.GetName().Name == name.Name && IsInFile(assembly));
        string?[] paths =
        [
            loaded?.Location,
            Path.Combine(Path.GetDirectoryName(design.Location) ?? "", $"{name.Name}.dll"),
            Path.Combine(Runtime, $"{name.Name}.dll"),
        ];
        return Array.Find(paths, File.Exists) is { } path ? Read(path) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AssemblyDefinition? assembly in _read.Values)
        {
            assembly?.Dispose();
        }
    }

    private static T? Attempt<T>(Func<T?> resolve)
        where T : class
    {
        try
        {
            return resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }

    /// <summary>Whether an assembly is part of the runtime.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <returns>True if it lies where the runtime does.</returns>
    public static bool IsOfRuntime(Assembly assembly) => IsInFile(assembly) && IsOfRuntime(assembly.Location);

    private static bool IsOfRuntime(string file) => Path.GetDirectoryName(file) == Runtime;

    private AssemblyDefinition? Of(Assembly assembly) =>
        IsInFile(assembly) && !IsOfRuntime(assembly.Location) ? Read(assembly.Location) : null;

    private static bool IsInFile(Assembly assembly) => !assembly.IsDynamic && assembly.Location.Length > 0;

    private AssemblyDefinition? Read(string path)
    {
        if (!_read.TryGetValue(path, out AssemblyDefinition? assembly))
        {
            assembly = (IsOfRuntime(path) ? null : Read(path, symbols: true)) ?? Read(path, symbols: false);
            _read.Add(path, assembly);
        }

        return assembly;
    }

    private AssemblyDefinition? Read(string path, bool symbols)
    {
        try
        {
            return AssemblyDefinition.ReadAssembly(path, new ReaderParameters
            {
                AssemblyResolver = this,
                InMemory = !IsOfRuntime(path),
                ReadSymbols = symbols,
                SymbolReaderProvider = symbols ? new DefaultSymbolReaderProvider(throwIfNoSymbol: false) : null,
            });
        }
        catch (Exception unreadable) when (unreadable is BadImageFormatException or IOException
            or SymbolsNotMatchingException or SymbolsNotFoundException)
        {
            // Without symbols there are no lines; without the assembly, what is reached only through it is not seen.
            return null;
        }
    }
}
