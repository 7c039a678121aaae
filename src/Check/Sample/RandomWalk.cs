using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Sample;

/// <summary>Random walk: each thread that can go on is as likely as any other. A schedule with many choices is less likely than
/// one with few.</summary>
internal sealed class RandomWalk : IWalk
{
    /// <inheritdoc/>
    public void BeginPhase(int phase, int threads, ref RandomNumbers random)
    {
    }

    /// <inheritdoc/>
    public int Choose(int enabled, PendingStep?[] pending, ref RandomNumbers random) => random.Of(enabled);
}
