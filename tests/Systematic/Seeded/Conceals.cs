using LuoVerified.Impl;

namespace LuoVerified.Systematic.Tests.Seeded;

/// <summary>A design that shows nothing of being frozen, quiesced, or handed sessions that wait.</summary>
internal sealed class Conceals(KernelPlatform platform, Design design) : SeededSessions(platform, design)
{
    public override SessionSnapshot Inspect() => base.Inspect() with { Frozen = false, Waiting = false, Quiesced = false };
}
