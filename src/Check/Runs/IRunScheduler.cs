using System.Diagnostics.CodeAnalysis;
using LuoVerified.Core;

namespace LuoVerified.Check.Runs;

/// <summary>Who decides the order of the steps of a run: Coyote, or a recorded trace.</summary>
public interface IRunScheduler
{
    /// <summary>A thread is about to do a step: a scheduling point.</summary>
    /// <param name="thread">Its index; -1 for the thread that runs between two epochs.</param>
    /// <param name="step">The step.</param>
    void BeforeStep(int thread, in PendingStep step);

    /// <summary>A thread has done a step. Must return at once and is no scheduling point.</summary>
    /// <param name="index">The position of the step in the run, from 0.</param>
    /// <param name="step">The step.</param>
    void AfterStep(int index, in RecordedStep step);

    /// <summary>Decides a fault; asked right after <see cref="BeforeStep"/> for it.</summary>
    /// <param name="site">What is being asked for.</param>
    /// <returns>True to refuse.</returns>
    bool Refuses(FaultSite site);

    /// <summary>A rule is broken: ends the run.</summary>
    /// <param name="violation">The rule.</param>
    [DoesNotReturn]
    void Stop(Violation violation);
}
