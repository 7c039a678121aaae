using System.Diagnostics.CodeAnalysis;
using LuoVerified.Core.Locking;

namespace LuoVerified.Core.Alone;

/// <summary>Stands over a machine with a single thread: refuses nothing, and ends an operation that would wait.</summary>
public sealed class SequentialControl : IRunControl
{
    /// <inheritdoc/>
    public int Caller => 0;

    private ViolationException? _violation;

    /// <summary>Whether anything has happened since <see cref="BeginOperation"/>: a step, or a request for something.
    /// Until then nothing outside the running call has changed.</summary>
    public bool SomethingHappened { get; private set; }

    /// <summary>The next operation begins.</summary>
    public void BeginOperation() => SomethingHappened = false;

    /// <inheritdoc/>
    /// <exception cref="WouldBlockException">The step takes a lock that is not to be had.</exception>
    public void Before(in Step step)
    {
        if (DomainLock.WouldWait(step))
        {
            throw new WouldBlockException();
        }
    }

    /// <inheritdoc/>
    public void After(in Step step) => SomethingHappened = true;

    /// <inheritdoc/>
    public bool Refuses(FaultSite site)
    {
        SomethingHappened = true;
        return false;
    }

    /// <summary>Throws; always the first violation, whatever goes wrong while that one ends the operation.</summary>
    /// <inheritdoc/>
    [DoesNotReturn]
    public void Violation(string check, string message)
    {
        _violation ??= new ViolationException(check, message);
        throw _violation;
    }
}
