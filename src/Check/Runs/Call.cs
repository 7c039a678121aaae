using LuoVerified.Impl.Control;
using LuoVerified.Spec;

namespace LuoVerified.Check.Runs;

/// <summary>One call of an operation in the history of a run.</summary>
public sealed class Call : StepTarget
{
    internal Call(KernelPlatform platform, string label, int thread, SpecAction action, int kernel, int invoked)
        : base(platform)
    {
        Label = label;
        Thread = thread;
        Action = action;
        Kernel = kernel;
        Invoked = invoked;
    }

    /// <inheritdoc/>
    public override string Label { get; }

    /// <summary>The index of the thread; -1 for the set-up.</summary>
    public int Thread { get; }

    /// <summary>The operation, with the fault that happened in it.</summary>
    public SpecAction Action { get; internal set; }

    /// <summary>The kernel it was made in, counted from 0.</summary>
    public int Kernel { get; }

    /// <summary>When it was called: calls and returns are counted from 0 through the run.</summary>
    public int Invoked { get; }

    /// <summary>When it returned; null where the machine left its kernel before, or the run ended.</summary>
    public int? Returned { get; internal set; }

    /// <summary>What it answered, where it returned.</summary>
    public Outcome Outcome { get; internal set; }

    /// <summary>Call and answer, as in a report.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"{Scenarios.Scenario.ThreadName(Thread)}: {Label} -> {(Returned is null ? "(cut off)" : Outcome.ToString())}";
}
