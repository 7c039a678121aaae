using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Sample;

/// <summary>How a sampler goes through schedules: chooses who does the next step, by lot. What it remembers of an execution is
/// forgotten when the next begins.</summary>
internal interface IWalk
{
    /// <summary>The threads of an epoch are about to start.</summary>
    /// <param name="phase">Which phase of the program, from 0.</param>
    /// <param name="threads">How many threads it has.</param>
    /// <param name="random">The random numbers of the execution.</param>
    void BeginPhase(int phase, int threads, ref RandomNumbers random);

    /// <summary>Chooses who does the next step.</summary>
    /// <param name="enabled">The threads that can go on, as a mask; not 0.</param>
    /// <param name="pending">The step of each thread that waits to go on.</param>
    /// <param name="random">The random numbers of the execution.</param>
    /// <returns>One of the threads that can go on.</returns>
    int Choose(int enabled, PendingStep?[] pending, ref RandomNumbers random);
}
