using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace LuoVerified.Core;

/// <summary>Hashes of sources, as certificates name them.</summary>
public static class SourceText
{
    /// <summary>The resource in which the build puts a line for each source file, as <c>sha256sum</c> writes it.</summary>
    private const string Resource = "sources.sha256";

    /// <summary>The hash of the sources of an assembly: that of the sorted lines that <c>sha256sum</c> prints for its source
    /// files. Unlike the binary's it is the same for every build of the same sources.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <returns>64 hexadecimal digits; null if it does not tell.</returns>
    public static string? HashOf(Assembly assembly) =>
        LinesOf(assembly) is { } lines ? HashOf(lines.Order(StringComparer.Ordinal)) : null;

    /// <summary>Whether a file is one of those that an assembly was built from.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="sha256">The SHA-256 of the bytes of the file: 64 hexadecimal digits, in lower case.</param>
    /// <returns>True if it is; false if the assembly does not tell.</returns>
    public static bool IsBuiltFrom(Assembly assembly, string sha256) =>
        LinesOf(assembly)?.Any(line => line.StartsWith($"{sha256}  ", StringComparison.Ordinal)) ?? false;

    /// <summary>The SHA-256 of lines.</summary>
    /// <param name="lines">The lines, without their ends.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string HashOf(IEnumerable<string> lines) => HashOf(string.Concat(lines.Select(line => $"{line}\n")));

    /// <summary>The SHA-256 of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string[]? LinesOf(Assembly assembly)
    {
        using Stream? stream = assembly.IsDynamic ? null : assembly.GetManifestResourceStream(Resource);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
