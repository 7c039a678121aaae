using System.Reflection;
using System.Security.Cryptography;
using LuoVerified.Cli.Assemblies;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Origins;

/// <summary>What the code of a design is known by.</summary>
/// <param name="Design">The name of the design.</param>
/// <param name="Assembly">The assembly that makes its service.</param>
/// <param name="Kind"><c>sources</c> of an assembly of ours, the <c>file</c> of another (not of its woven copy), or if it has none the
/// <c>module</c>'s version id.</param>
/// <param name="Value">The SHA-256, or the id, in hexadecimal.</param>
internal sealed record DesignOrigin(string Design, string Assembly, string Kind, string Value)
{
    /// <summary>The origin of a design.</summary>
    /// <param name="design">The design.</param>
    /// <returns>Its origin.</returns>
    public static DesignOrigin Of(Design design)
    {
        Module module = design.Create.Method.Module;
        string assembly = module.Assembly.GetName().Name ?? module.Name;
        return SourceHash.Of(module.Assembly) is { } sources
            ? new DesignOrigin(design.Name, assembly, "sources", sources.Sha256)
            : (DesignContext.OriginalOf(module.Assembly) ?? HashOfFile(module.Assembly.Location)) is { } hash
            ? new DesignOrigin(design.Name, assembly, "file", hash)
            : new DesignOrigin(design.Name, assembly, "module", module.ModuleVersionId.ToString("N"));
    }

    private static string? HashOfFile(string path)
    {
        try
        {
            return path.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
