using LuoVerified.Core;
using LuoVerified.Core.Watching;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace LuoVerified.Weaver;

/// <summary>Rewrites an assembly so that <see cref="Watch"/> sees each of its accesses.</summary>
public static class AssemblyWeaver
{
    /// <summary>Weaves.</summary>
    /// <param name="input">The assembly; its portable debug information lies beside it.</param>
    /// <param name="output">The file to write, in another folder; its debug information is put beside it.</param>
    /// <param name="references">The files of the assemblies that it was compiled against, LuoVerified.Core among
    /// them.</param>
    /// <param name="root">The folder of the sources, which the names of source files leave out; may be empty.</param>
    /// <returns>How many sites there are; 0 if the assembly was woven already, and is copied.</returns>
    /// <exception cref="InvalidOperationException">The core is not among the references.</exception>
    public static int Weave(string input, string output, IEnumerable<string> references, string root)
    {
        string pdb = Path.ChangeExtension(input, ".pdb");
        using var resolver = new References(references);
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(
            input, new ReaderParameters { AssemblyResolver = resolver, ReadSymbols = File.Exists(pdb) });
        if (Scope.Has(assembly, typeof(WovenAttribute).FullName!))
        {
            File.Copy(input, output, overwrite: true);
            if (File.Exists(pdb))
            {
                File.Copy(pdb, Path.ChangeExtension(output, ".pdb"), overwrite: true);
            }

            return 0;
        }

        int sites = Weave(assembly.MainModule, Core(resolver), root);
        using DebugFile? symbols = File.Exists(pdb) ? new DebugFile(Path.ChangeExtension(output, ".pdb")) : null;
        var parameters = new WriterParameters { DeterministicMvid = true };
        if (symbols is not null)
        {
            parameters.WriteSymbols = true;
            parameters.SymbolWriterProvider = new PortablePdbWriterProvider();
            parameters.SymbolStream = symbols;
        }

        assembly.Write(output, parameters);
        return sites;
    }

    /// <summary>Weaves in memory; the result has no debug information but the lines of its sites.</summary>
    /// <param name="input">The assembly, which was not woven yet.</param>
    /// <param name="symbols">Its portable debug information.</param>
    /// <param name="output">Where the result goes.</param>
    /// <param name="references">The files of the assemblies that it was compiled against, LuoVerified.Core among
    /// them.</param>
    /// <returns>How many sites there are.</returns>
    /// <exception cref="InvalidOperationException">The core is not among the references.</exception>
    public static int Weave(Stream input, Stream symbols, Stream output, IEnumerable<string> references)
    {
        using var resolver = new References(references);
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(input, new ReaderParameters
        {
            AssemblyResolver = resolver,
            ReadSymbols = true,
            SymbolReaderProvider = new PortablePdbReaderProvider(),
            SymbolStream = symbols,
        });
        int sites = Weave(assembly.MainModule, Core(resolver), "");
        assembly.Write(output);
        return sites;
    }

    private static AssemblyDefinition Core(References references)
    {
        string name = typeof(Watch).Assembly.GetName().Name!;
        try
        {
            return references.Resolve(new AssemblyNameReference(name, null));
        }
        catch (AssemblyResolutionException missing)
        {
            throw new InvalidOperationException($"watched code must reference {name}", missing);
        }
    }

    private static int Weave(ModuleDefinition module, AssemblyDefinition core, string root)
    {
        var hooks = new Hooks(module, core);
        var owners = new CodeOwners(module);
        var scope = new Scope(module, owners);
        var book = new SiteBook(root);
        foreach (MethodDefinition method in module.GetTypes().SelectMany(type => type.Methods)
            .Where(method => method.HasBody && CodeOwners.IsMarked(method)))
        {
            Suspension.Wrap(method, hooks);
        }

        foreach (MethodDefinition method in module.GetTypes().ToList().SelectMany(type => type.Methods)
            .Where(scope.Watches).ToList())
        {
            Weave(method, owners.Of(method), scope, hooks, book);
        }

        hooks.AddInitializer();
        module.Resources.Add(new EmbeddedResource(
            SiteList.ResourceName, ManifestResourceAttributes.Private, SiteList.ToBytes(book.Sites)));
        module.Assembly.CustomAttributes.Add(new CustomAttribute(hooks.Woven)
        {
            ConstructorArguments = { new CustomAttributeArgument(module.TypeSystem.String, SourceText.HashOf(typeof(AssemblyWeaver).Assembly)) },
        });
        return book.Sites.Count;
    }

    private static void Weave(MethodDefinition method, MethodDefinition owner, Scope scope, Hooks hooks, SiteBook book)
    {
        method.Body.SimplifyMacros();
        var code = new MethodCode(method, owner, hooks, book);
        var fields = new FieldWeaver(code, scope);
        var elements = new ElementWeaver(code);
        var calls = new CallWeaver(code, scope);
        var primitives = new PrimitiveWeaver(code);
        foreach (Instruction instruction in method.Body.Instructions)
        {
            primitives.Weave(instruction);
            fields.Weave(instruction);
            elements.Weave(instruction);
            calls.Weave(instruction);
        }

        primitives.Apply();
        code.Insertions.Apply();
        method.Body.OptimizeMacros();
    }
}
