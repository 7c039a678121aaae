namespace LuoVerified.Check.Model;

/// <summary>How a state space is explored.</summary>
public record StateSpaceOptions
{
    /// <summary>The most threads.</summary>
    public const int MaxThreads = 16;

    /// <summary>Threads, 1 to <see cref="MaxThreads"/>. The result does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>If there are more states than this the exploration ends, inconclusive; 1 and up.</summary>
    public long MaxStates { get; init; } = 300_000_000;

    /// <summary>If its arrays would take more bytes than this the exploration ends, inconclusive; null for three
    /// quarters of the memory that this process may use.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>Asked now and then, by any thread: whether the time is up. The exploration ends then, inconclusive, without the level
    /// that it is at; never, by default.</summary>
    public Func<bool> TimeIsUp { get; init; } = () => false;

    /// <summary>Called now and then on the calling thread.</summary>
    public Action<ModelProgress>? Progress { get; init; }
}

/// <summary>How far an exploration has come.</summary>
/// <param name="Level">Levels complete.</param>
/// <param name="States">Distinct states so far.</param>
/// <param name="Transitions">Transitions so far.</param>
public readonly record struct ModelProgress(int Level, long States, long Transitions);
