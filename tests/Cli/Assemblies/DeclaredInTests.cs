using LuoVerified.Impl;

namespace LuoVerified.Cli.Tests.Assemblies;

/// <summary>The one design that this assembly declares to the world.</summary>
public sealed class DeclaredInTests(KernelPlatform platform) : DelegatingSessions(Design.Hardened.Create(platform))
{
    public static Design Declared { get; } = new("declared-in-tests", "Hardened under another name.", platform => new DeclaredInTests(platform));
}
