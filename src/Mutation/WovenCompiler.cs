using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using LuoVerified.Weaver;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace LuoVerified.Mutation;

/// <summary>Compiles sources in memory, as checked code: woven, so that the checker sees each access.</summary>
public static class WovenCompiler
{
    private const string Prelude =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        """;

    /// <summary>What is new in C# 14 is a preview to this version of Roslyn, which is older than the compiler of the SDK.</summary>
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);
    internal static readonly SyntaxTree PreludeTree = Parse("Prelude.cs", Prelude);

    internal static readonly CSharpCompilationOptions Compiling = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        checkOverflow: true,
        nullableContextOptions: NullableContextOptions.Annotations,
        warningLevel: 0);

    internal static readonly EmitOptions Emitting = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    internal static readonly Lazy<ImmutableArray<MetadataReference>> Platform = new(() =>
    [
        .. $"{AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")}".Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>Assemblies that were built on before: each is read once.</summary>
    private static readonly ConcurrentDictionary<string, MetadataReference> Below = [];

    /// <summary>Parses a file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">What is in it.</param>
    /// <returns>Its syntax.</returns>
    public static SyntaxTree Parse(string name, string text) =>
        CSharpSyntaxTree.ParseText(text, Parsing, name, Encoding.UTF8);

    /// <summary>Compiles and loads.</summary>
    /// <param name="name">The name of the assembly.</param>
    /// <param name="files">Its files.</param>
    /// <param name="below">A type of each assembly that it is built on, LuoVerified.Core among them.</param>
    /// <param name="isWoven">Whether the checker sees its accesses.</param>
    /// <returns>The assembly, in memory; null if the sources do not compile.</returns>
    public static Assembly? Compile(string name, IEnumerable<SyntaxTree> files, IReadOnlyList<Type> below, bool isWoven = true)
    {
        ImmutableArray<MetadataReference> references =
            [.. Platform.Value, .. below.Select(type => Below.GetOrAdd(type.Assembly.Location, path => MetadataReference.CreateFromFile(path)))];
        var compilation = CSharpCompilation.Create(name, [PreludeTree, .. files], references, Compiling);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        if (!compilation.Emit(image, symbols, options: Emitting).Success)
        {
            return null;
        }

        image.Position = symbols.Position = 0;
        using var woven = new MemoryStream();
        if (isWoven)
        {
            AssemblyWeaver.Weave(image, symbols, woven, references.Select(file => file.Display!));
            woven.Position = 0;
        }

        return new AssemblyLoadContext(name).LoadFromStream(isWoven ? woven : image);
    }
}
