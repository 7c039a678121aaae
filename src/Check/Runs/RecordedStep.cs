using LuoVerified.Core;
using LuoVerified.Core.Watching;

namespace LuoVerified.Check.Runs;

/// <summary>What became of a step.</summary>
public enum Ending
{
    /// <summary>It happened.</summary>
    Done,

    /// <summary>It broke a rule and so did not come to its end.</summary>
    Broke,

    /// <summary>Its thread waits for ever to do it.</summary>
    Waits,
}

/// <summary>A step of a run as it happened.</summary>
/// <param name="Thread">The index of the thread; -1 for the one that runs between two epochs.</param>
/// <param name="Step">What it did.</param>
/// <param name="Ending">What became of it.</param>
public readonly record struct RecordedStep(int Thread, Step Step, Ending Ending = Ending.Done)
{
    /// <summary>Where the checked code does it; null for a call, a return, and code that is not woven.</summary>
    public Site? Place { get; init; }

    /// <summary>The step in words, such as <c>acquire-write outgoing.rwsem</c> or <c>read retrieved = false</c>.</summary>
    public string Text => StepText.Of(
        Step.Kind, Step.Kind is StepKind.Return or StepKind.Jump or StepKind.Fault ? "" : Step.Target.Label, Step.Detail, Ending);

    /// <summary>Thread and words, as a trace file has them.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{ThreadName.Of(Thread)} {Text}";
}
