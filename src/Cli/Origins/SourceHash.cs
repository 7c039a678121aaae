using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Core;
using LuoVerified.Coyote;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Monitors;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;

namespace LuoVerified.Cli.Origins;

/// <summary>The sources of one of our assemblies.</summary>
/// <param name="Assembly">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">In hexadecimal: the hash of the sorted lines that <c>sha256sum</c> prints for its source files.
/// Unlike the binary's it is the same for every build of the same sources.</param>
internal sealed record SourceHash(string Assembly, string Version, string Sha256)
{
    private const string Resource = "sources.sha256";

    /// <summary>All that a verdict rests on, the checked code included: format, run time, specification, designs,
    /// checker and rules, programs, sampling.</summary>
    public static IReadOnlyList<SourceHash> All { get; } =
    [
        .. new[]
        {
            typeof(Errno), typeof(WaitMonitor), typeof(Domain), typeof(SessionSpec), typeof(Machine), typeof(Verdict),
            typeof(Scenario), typeof(Fuzzer), typeof(CoyoteGuard),
        }.Select(type => Of(type.Assembly)!),
    ];

    /// <summary>The sources of an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <returns>Null if it is not one of ours.</returns>
    public static SourceHash? Of(Assembly assembly)
    {
        AssemblyName name = assembly.GetName();
        using Stream? stream = name.Name!.StartsWith("LuoVerified.", StringComparison.Ordinal)
            ? assembly.GetManifestResourceStream(Resource)
            : null;
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        string[] lines = reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new SourceHash(name.Name, name.Version!.ToString(), OfLines(lines.Order(StringComparer.Ordinal)));
    }

    /// <summary>The SHA-256 of a text, in hexadecimal.</summary>
    /// <param name="text">The text.</param>
    /// <returns>64 digits.</returns>
    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The SHA-256 of lines, in hexadecimal.</summary>
    /// <param name="lines">The lines, without their ends.</param>
    /// <returns>64 digits.</returns>
    public static string OfLines(IEnumerable<string> lines) => OfText(string.Concat(lines.Select(line => $"{line}\n")));
}
