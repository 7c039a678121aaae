using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace LuoVerified.Cli.Tests.Assemblies;

/// <summary>Assemblies as somebody else's compiler makes them: neither woven nor rewritten.</summary>
internal static class BuiltAssembly
{
    private const string Usings = """
        using System;
        using LuoVerified.Abi;
        using LuoVerified.Core.Locking;
        using LuoVerified.Impl;

        """;

    private static readonly string[] Platform =
    [
        .. $"{AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")}".Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)),
    ];

    private static readonly string[] Ours = [typeof(Errno).Assembly.Location, typeof(Domain).Assembly.Location, typeof(Design).Assembly.Location];

    /// <summary>Compiles one that is built on this program.</summary>
    public static string Of(TemporaryDirectory folder, string name, string source, params string[] references) =>
        Write(folder, name, Usings + source, [.. Ours, .. references]);

    /// <summary>Compiles one.</summary>
    public static string Write(TemporaryDirectory folder, string name, string source, params string[] references)
    {
        string file = folder[$"{name}.dll"];
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var compilation = CSharpCompilation.Create(
            Path.GetFileName(name),
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview), $"{name}.cs", System.Text.Encoding.UTF8)],
            Platform.Concat(references).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using FileStream image = File.Create(file);
        using FileStream symbols = File.Create(Path.ChangeExtension(file, ".pdb"));
        EmitResult emitted = compilation.Emit(
            image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return file;
    }
}
