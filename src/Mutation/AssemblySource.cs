using System.Collections.Immutable;
using System.Reflection;
using LuoVerified.Core;
using LuoVerified.Weaver;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LuoVerified.Mutation;

/// <summary>An assembly of this program as its sources: everything but the changed file is parsed once and used again.</summary>
internal sealed class AssemblySource
{
    private readonly Lazy<(CSharpCompilation Compilation, IReadOnlyDictionary<string, SyntaxTree> Trees)> _original;

    /// <summary>Reads nothing yet.</summary>
    /// <param name="name">Its name without the common prefix, such as <c>Impl</c>.</param>
    public AssemblySource(string name)
    {
        (Name, Files, IsWoven) = ($"LuoVerified.{name}", Sources.In($"{name}/"), name == "Impl");
        _original = new(Parse);
    }

    /// <summary>The name of the assembly.</summary>
    public string Name { get; }

    private IEnumerable<KeyValuePair<string, string>> Files { get; }

    /// <summary>Whether the checker sees its accesses: designs stand in it.</summary>
    private bool IsWoven { get; }

    /// <summary>Compiles it with one file changed. If the checker sees its accesses, it tells when it comes to the change, as place 0
    /// (<see cref="Coverage"/>).</summary>
    /// <param name="mutation">The change; null for the code as it is.</param>
    /// <returns>The assembly as bytes; null if it does not compile.</returns>
    public byte[]? Compile(Mutation? mutation)
    {
        (CSharpCompilation compilation, IReadOnlyDictionary<string, SyntaxTree> trees) = _original.Value;
        if (mutation is null)
        {
            return Emit(compilation);
        }

        SyntaxNode changed = mutation.Apply();
        bool tells = Tells(mutation);
        SyntaxTree tree = Bounded(mutation.File, (tells ? Coverage.At(changed, mutation.Place!.Value) : changed).ToFullString());
        return Emit(compilation.ReplaceSyntaxTree(trees[mutation.File], tree).AddSyntaxTrees(tells ? [Helper(1)] : []));
    }

    /// <summary>Whether a mutant tells when it comes to the change.</summary>
    /// <param name="mutation">The change.</param>
    /// <returns>False if the checker does not see the accesses of the assembly, or if it is not known with what the change is run.</returns>
    public bool Tells(Mutation mutation) => IsWoven && mutation.Place is not null;

    /// <summary>Compiles the code as it is so that it tells which places are run (<see cref="Coverage"/>).</summary>
    /// <returns>The assembly as bytes, and the places: the file of each and where in it the place begins.</returns>
    public (byte[] Image, IReadOnlyList<(string File, int Start)> Places) CompileTelling()
    {
        List<SyntaxTree> trees = [];
        List<(string File, int Start)> places = [];
        foreach ((string file, string text) in Files)
        {
            (SyntaxNode root, IReadOnlyList<int> starts) = Coverage.In(WovenCompiler.Parse(file, text).GetRoot(), places.Count);
            trees.Add(WovenCompiler.Parse(file, root.ToFullString()));
            places.AddRange(starts.Select(start => (file, start)));
        }

        CSharpCompilation compilation = _original.Value.Compilation.RemoveSyntaxTrees(_original.Value.Trees.Values)
            .AddSyntaxTrees([.. trees, Helper(places.Count)]);
        return (Emit(compilation) ?? throw new InternalErrorException($"{Name} does not compile from its sources: {Reason(compilation)}"), places);
    }

    private SyntaxTree Helper(int places) => WovenCompiler.Parse("Coverage.cs", Coverage.Helper(places, IsWoven));

    private static string Reason(CSharpCompilation compilation) =>
        $"{compilation.GetDiagnostics().FirstOrDefault(each => each.Severity == DiagnosticSeverity.Error)}";

    private byte[]? Emit(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        if (!compilation.Emit(image, IsWoven ? symbols : null, options: WovenCompiler.Emitting).Success)
        {
            return null;
        }

        if (!IsWoven)
        {
            return image.ToArray();
        }

        image.Position = symbols.Position = 0;
        using var woven = new MemoryStream();
        AssemblyWeaver.Weave(image, symbols, woven, compilation.References.Select(file => file.Display!));
        return woven.ToArray();
    }

    private (CSharpCompilation, IReadOnlyDictionary<string, SyntaxTree>) Parse()
    {
        var built = Assembly.Load(Name);
        var trees = Files.ToDictionary(file => file.Key, file => Bounded(file.Key, file.Value));
        SyntaxTree helper = WovenCompiler.Parse(
            "Helper.cs", $"[assembly: System.Reflection.AssemblyVersion(\"{built.GetName().Version}\")]\n{LoopBounds.Helper}");
        ImmutableArray<MetadataReference> references =
        [
            .. WovenCompiler.Platform.Value,
            .. built.GetReferencedAssemblies().Where(each => each.Name!.StartsWith("LuoVerified.", StringComparison.Ordinal))
                .Select(each => MetadataReference.CreateFromFile(Assembly.Load(each).Location)),
        ];
        return (
            CSharpCompilation.Create(Name, [WovenCompiler.PreludeTree, helper, .. trees.Values], references, WovenCompiler.Compiling),
            trees);
    }

    private static SyntaxTree Bounded(string file, string text) =>
        WovenCompiler.Parse($"src/{file}", LoopBounds.In(WovenCompiler.Parse(file, text).GetRoot()).ToFullString());
}
