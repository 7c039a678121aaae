using System.Reflection;
using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Core;
using LuoVerified.Core.Watching;
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
/// <param name="Sha256">The hash of its sources, as <see cref="SourceText"/> has it.</param>
internal sealed record SourceHash(string Assembly, string Version, string Sha256)
{
    /// <summary>What our assemblies are called, but for the program itself.</summary>
    public const string Prefix = "LuoVerified.";

    /// <summary>All that a verdict rests on, the checked code included: format, run time, specification, designs,
    /// checker and rules, programs, sampling, the program, and the weaver, without which nothing would be seen.</summary>
    public static IReadOnlyList<SourceHash> All { get; } =
    [
        .. new[]
        {
            typeof(Errno), typeof(WaitMonitor), typeof(Domain), typeof(SessionSpec), typeof(Machine), typeof(Verdict),
            typeof(Scenario), typeof(Fuzzer), typeof(CoyoteGuard), typeof(SourceHash),
        }.Select(type => Of(type.Assembly)!),
        Of(typeof(Machine).Assembly)! with
        {
            Assembly = $"{Prefix}Weaver",
            Sha256 = typeof(Machine).Assembly.GetCustomAttribute<WovenAttribute>()?.Weaver ?? "",
        },
    ];

    /// <summary>The sources of an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <returns>Null if it is not one of ours.</returns>
    public static SourceHash? Of(Assembly assembly)
    {
        AssemblyName name = assembly.GetName();
        bool isOurs = assembly == typeof(SourceHash).Assembly || name.Name!.StartsWith(Prefix, StringComparison.Ordinal);
        return isOurs && SourceText.HashOf(assembly) is { } hash ? new SourceHash(name.Name!, name.Version!.ToString(), hash) : null;
    }
}
