using LuoVerified.Impl;

namespace LuoVerified.Systematic.Tests.Seeded;

/// <summary>A design, the hardened one unless another is given, with one operation replaced by a wrong one.</summary>
internal abstract class SeededSessions(KernelPlatform platform, Design? design = null)
    : DelegatingSessions((design ?? Design.Hardened).Create(platform))
{
    protected KernelPlatform Platform { get; } = platform;
}
