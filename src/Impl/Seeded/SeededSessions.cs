namespace LuoVerified.Impl.Seeded;

/// <summary>A design, the hardened one unless another is given, with one operation replaced by a wrong one.</summary>
/// <param name="platform">What the kernel gives.</param>
/// <param name="design">The design without the bug.</param>
internal abstract class SeededSessions(KernelPlatform platform, Design? design = null)
    : DelegatingSessions((design ?? Design.Hardened).Create(platform))
{
    protected KernelPlatform Platform { get; } = platform;
}
