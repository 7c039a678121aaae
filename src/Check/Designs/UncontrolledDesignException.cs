using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Designs;

/// <summary>A design whose code does what the checker does not control, so that nothing could be said about it: bad
/// input, neither a verdict nor an error of ours. The message is one line.</summary>
public sealed class UncontrolledDesignException : Exception
{
    /// <summary>For what is seen in the code.</summary>
    /// <param name="design">The name of the design.</param>
    /// <param name="use">What it does, and where.</param>
    internal UncontrolledDesignException(string design, UncontrolledUse use)
        : base($"design {design} uses {use.What} in {use.Where}, which this checker does not control; "
            + use.Instead)
    {
    }

    /// <summary>For code whose accesses are not seen.</summary>
    /// <param name="design">The name of the design.</param>
    /// <param name="assembly">The assembly that is not woven.</param>
    internal UncontrolledDesignException(string design, string assembly)
        : base($"design {design} is in {assembly}, whose accesses to fields are not seen; "
            + "import build/Library.props in its project (docs/library.md)")
    {
    }

    /// <summary>For what is not seen in the code: a thread has not come to a step, nor to its end.</summary>
    /// <param name="subject">What ran.</param>
    /// <param name="thread">The thread.</param>
    /// <param name="steps">The steps before.</param>
    /// <param name="time">How long it has not.</param>
    public UncontrolledDesignException(
        Subject subject, int thread, IReadOnlyList<RecordedStep> steps, TimeSpan time)
        : base($"{subject}: for {time.TotalSeconds} s "
            + $"thread {ThreadName.Of(thread)} has come neither to a step nor to its end{Since(thread, steps)}; "
            + "it waits or loops where this checker does not control it")
    {
    }

    private static string Since(int thread, IReadOnlyList<RecordedStep> steps) =>
        steps.Any(step => step.Thread == thread)
            ? $", since its step '{steps.Last(step => step.Thread == thread).Text}'"
            : ", and to no step before";
}
