using LuoVerified.Check.Races;
using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Check.Explore;

/// <summary>Makes the choices in the executions of an <see cref="Executor"/>: a search, which tries one after the other, or a
/// sampler, which draws them.</summary>
internal interface IChooser
{
    /// <summary>The bound of each search for a linearization.</summary>
    long MaxConfigurations { get; }

    /// <summary>See <see cref="ExploreOptions.Patience"/>.</summary>
    TimeSpan Patience { get; }

    /// <summary>See <see cref="ExploreOptions.Racing"/>.</summary>
    IReadOnlySet<string> Racing { get; }

    /// <summary>Sees the accesses of every execution.</summary>
    AccessRaceDetector Accesses { get; }

    /// <summary>Where executions begin.</summary>
    Checkpoint? From { get; }

    /// <summary>Whether the execution at hand is of no use any more.</summary>
    bool IsRedundant { get; }

    /// <summary>The thread that is likely to be chosen next.</summary>
    int Upcoming { get; }

    /// <summary>An execution begins.</summary>
    void BeginExecution();

    /// <summary>The threads of an epoch are about to start.</summary>
    void BeginPhase();

    /// <summary>Chooses who does the next step.</summary>
    /// <param name="enabled">The threads that can go on, as a mask; not 0.</param>
    /// <param name="pending">The step of each thread that waits to go on.</param>
    /// <returns>The thread that goes on.</returns>
    int Choose(int enabled, PendingStep?[] pending);

    /// <summary>A step has happened.</summary>
    /// <param name="run">The execution.</param>
    /// <param name="step">The step.</param>
    void Happens(Run run, in RecordedStep step);

    /// <summary>The step at hand is a request that may be refused.</summary>
    /// <param name="site">What is asked for.</param>
    /// <returns>Whether it is.</returns>
    bool Refuses(FaultSite site);

    /// <summary>A request that may be refused comes while the next epoch is entered.</summary>
    void ChooseForTheBoot();

    /// <summary>The threads of an epoch have ended.</summary>
    /// <param name="pending">The steps that were cut off.</param>
    /// <param name="aborted">Whether a violation ended it all.</param>
    void EndPhase(PendingStep?[] pending, bool aborted);

    /// <summary>The run has entered its next epoch.</summary>
    /// <param name="run">The run.</param>
    /// <returns>Whether the execution goes on in it.</returns>
    bool EntersEpoch(Run run);

    /// <summary>An execution has come to its end.</summary>
    /// <param name="run">The run.</param>
    /// <returns>Whether there is another to do.</returns>
    bool EndExecution(Run run);
}
