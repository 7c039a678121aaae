using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using LuoVerified.Impl;
using LuoVerified.Weaver;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace LuoVerified.Mutation;

/// <summary>Compiles the changed sources of a design, as a design from outside: all that it needs is public.</summary>
internal static class MutantCompiler
{
    private const string Prelude =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);
    private static readonly SyntaxTree PreludeTree = Parse("Prelude.cs", Prelude);

    private static readonly CSharpCompilationOptions Compiling = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        checkOverflow: true,
        nullableContextOptions: NullableContextOptions.Enable,
        warningLevel: 0);

    private static readonly EmitOptions Emitting = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(() =>
    [
        .. $"{AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")}".Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Concat(((Type[])[typeof(Abi.Errno), typeof(Core.Domain), typeof(Design)])
                .Select(type => type.Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>Parses a file.</summary>
    public static SyntaxTree Parse(string name, string text) =>
        CSharpSyntaxTree.ParseText(text, Parsing, name, Encoding.UTF8);

    /// <summary>Compiles and loads.</summary>
    /// <param name="name">The name of the design.</param>
    /// <param name="files">Its files.</param>
    /// <param name="isWoven">Whether the checker sees its accesses.</param>
    /// <returns>The design; null where the sources do not compile.</returns>
    /// <remarks>It lives in memory and is not rewritten for Coyote. It need not be: a design takes no lock of the
    /// runtime's but through those of LuoVerified.Core, which is rewritten, and starts no threads.</remarks>
    public static Design? Compile(string name, IEnumerable<SyntaxTree> files, bool isWoven)
    {
        var compilation = CSharpCompilation.Create(
            $"Mutant{Guid.NewGuid():N}", [PreludeTree, .. files], References.Value, Compiling);
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
            AssemblyWeaver.Weave(image, symbols, woven, References.Value.Select(file => file.Display!));
            woven.Position = 0;
        }

        Type service = new AssemblyLoadContext(name).LoadFromStream(isWoven ? woven : image)
            .GetType($"{DesignSources.Namespace}.HardenedSessions")!;
        ConstructorInfo constructor = service.GetConstructor([typeof(KernelPlatform)])!;
        return new Design(name, "A mutant of the hardened design.", Maker(constructor))
        {
            LockHierarchy = Design.Hardened.LockHierarchy,
        };
    }

    private static Func<KernelPlatform, ISessionService> Maker(ConstructorInfo constructor)
    {
        var platform = System.Linq.Expressions.Expression.Parameter(typeof(KernelPlatform));
        return System.Linq.Expressions.Expression.Lambda<Func<KernelPlatform, ISessionService>>(
            System.Linq.Expressions.Expression.New(constructor, platform), platform).Compile();
    }
}
