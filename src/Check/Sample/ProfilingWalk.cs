using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Sample;

/// <summary>A random walk that takes a profile.</summary>
internal sealed class ProfilingWalk : IWalk
{
    private int _phase;
    private int _threads;

    /// <summary>The profile of the execution at hand.</summary>
    public Profile Profile { get; private set; } = new();

    /// <summary>An execution begins.</summary>
    public void BeginExecution() => Profile = new Profile();

    /// <inheritdoc/>
    public void BeginPhase(int phase, int threads, ref RandomNumbers random) => (_phase, _threads) = (phase, threads);

    /// <inheritdoc/>
    public int Choose(int enabled, PendingStep?[] pending, ref RandomNumbers random)
    {
        int thread = random.Of(enabled);
        Profile.Add(_phase, _threads, thread, pending[thread]!.Value);
        return thread;
    }
}
