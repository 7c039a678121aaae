using LuoVerified.Core.Watching;

namespace LuoVerified.Check.Races;

/// <summary>Passes the accesses of one thread on to a detector, and keeps the place of its steps.</summary>
/// <param name="detector">The detector; null where only places are wanted.</param>
/// <param name="thread">The index of the thread.</param>
public sealed class ThreadObserver(AccessRaceDetector? detector, int thread) : IAccessObserver
{
    /// <summary>Where the thread last called what makes steps; null before the first call.</summary>
    public Site? Place { get; private set; }

    /// <inheritdoc/>
    public void Accessed(in Access access) => detector?.Accessed(thread, access);

    /// <inheritdoc/>
    public void At(Site site) => Place = site;
}
