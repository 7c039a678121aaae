using System.Diagnostics.CodeAnalysis;

namespace LuoVerified.Core;

/// <summary>What stands over a run: it decides when each step happens, sees that it happened, decides which requests
/// fail, and takes the report when the code breaks a rule of the run time.</summary>
/// <remarks>Every call comes from the thread that does the step.</remarks>
public interface IRunControl
{
    /// <summary>The calling thread as the program under check knows it, whichever thread of the runtime it runs on: locks know
    /// their holders by this number.</summary>
    int Caller { get; }

    /// <summary>The calling thread is about to do <paramref name="step"/>. A scheduling point: the call may take any
    /// time, and other threads may run meanwhile. May throw to end the thread.</summary>
    /// <param name="step">The step to come; its detail is empty if only the step itself yields it.</param>
    void Before(in Step step);

    /// <summary>The calling thread has just done <paramref name="step"/>. Not a scheduling point: it may be called with
    /// an internal lock held and must return at once.</summary>
    /// <param name="step">The step with its detail.</param>
    void After(in Step step);

    /// <summary>Decides whether the request at <paramref name="site"/> is refused.</summary>
    /// <param name="site">What is being asked for.</param>
    /// <returns>True to refuse.</returns>
    bool Refuses(FaultSite site);

    /// <summary>The checked code broke a rule of the run time; the run ends here.</summary>
    /// <param name="check">The rule, one of <see cref="RuntimeChecks"/>.</param>
    /// <param name="message">What happened, in one line.</param>
    [DoesNotReturn]
    void Violation(string check, string message);
}
