namespace LuoVerified.Core.Watching;

/// <summary>Sees what one thread of checked code reads and writes. Called by that thread, right before the access; must
/// return soon, and must not run watched code.</summary>
public interface IAccessObserver
{
    /// <summary>The thread is about to read or write.</summary>
    /// <param name="access">What, and where.</param>
    void Accessed(in Access access);

    /// <summary>The thread is about to call what may make steps.</summary>
    /// <param name="site">Where; the place of every step until the next call of this method.</param>
    void At(Site site);
}
