using LuoVerified.Check.Runs;
using LuoVerified.Check.Scenarios;
using LuoVerified.Impl;

namespace LuoVerified.Check.Designs;

/// <summary>A design whose code does what the checker does not control, so that nothing could be said about it: bad
/// input, neither a verdict nor an error of ours. The message is one line.</summary>
public sealed class UncontrolledDesignException : Exception
{
    /// <summary>For what is seen in the code.</summary>
    /// <param name="design">The design.</param>
    /// <param name="use">What it does, and where.</param>
    internal UncontrolledDesignException(Design design, UncontrolledUse use)
        : base($"design {design.Name} uses {use.What} in {use.Where}, which this checker does not control; "
            + use.Instead)
    {
    }

    /// <summary>For what is not seen in the code: a thread has not come to a step, nor to its end.</summary>
    /// <param name="scenario">What ran.</param>
    /// <param name="design">On what.</param>
    /// <param name="thread">The thread.</param>
    /// <param name="steps">The steps before.</param>
    /// <param name="time">How long it has not.</param>
    internal UncontrolledDesignException(
        Scenario scenario, Design design, int thread, IReadOnlyList<RecordedStep> steps, TimeSpan time)
        : base($"scenario {scenario.Name} on design {design.Name}: for {time.TotalSeconds} s "
            + $"thread {ThreadName.Of(thread)} has come neither to a step nor to its end{Since(thread, steps)}; "
            + "it waits or loops where this checker does not control it")
    {
    }

    private static string Since(int thread, IReadOnlyList<RecordedStep> steps) =>
        steps.Any(step => step.Thread == thread)
            ? $", since its step '{steps.Last(step => step.Thread == thread).Text}'"
            : ", and to no step before";
}
