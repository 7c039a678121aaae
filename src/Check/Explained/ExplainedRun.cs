using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explained;

/// <summary>A run, in words. Threads are named as in traces (A, B, ...; <c>-</c> for the set-up and what is between two epochs); steps
/// are numbered from 1 as in the picture of a trace.</summary>
/// <param name="Calls">The calls of operations, the set-up left out, in order.</param>
/// <param name="Steps">The steps.</param>
/// <param name="Locks">Every lock that was held or waited for, in the order of appearance.</param>
/// <param name="States">The state at the start, and each time it was another one.</param>
public record ExplainedRun(
    IReadOnlyList<ExplainedCall> Calls,
    IReadOnlyList<ExplainedStep> Steps,
    IReadOnlyList<ExplainedLock> Locks,
    IReadOnlyList<ExplainedState> States);

/// <summary>A call of an operation.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Answer">What it answered; null if it did not return.</param>
/// <param name="First">The number of the step in which it is called.</param>
/// <param name="Last">The number of the step in which it returns, or its last one if it does not.</param>
/// <param name="Epoch">The epoch it was made in, from 0.</param>
public sealed record ExplainedCall(string Thread, string Operation, string? Answer, int First, int Last, int Epoch);

/// <summary>A step.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Thread">The thread.</param>
/// <param name="Kind">What it does, in the words of a trace, such as <c>acquire-write</c>.</param>
/// <param name="Target">What it does that to; memory by what lies there, such as <c>image.count</c>, if that is known.</param>
/// <param name="Value">The value read or written, the answer, or what was asked for; may be empty.</param>
/// <param name="Ending"><c>done</c>; <c>broke</c> if it broke a rule and did not come to its end; <c>waits</c> if its thread
/// waits for it for ever.</param>
/// <param name="Text">The whole as a trace file has it.</param>
/// <param name="Words">The whole for a reader: kind, target and value as here.</param>
/// <param name="Call">The call that it is part of, as a position in <see cref="ExplainedRun.Calls"/> from 0; null if none.</param>
/// <param name="Place">Where the checked code does it; null if that is not known.</param>
/// <param name="Ready">The threads that could have taken the step in its place, its own included.</param>
/// <param name="After">For each thread the last step that comes before this one in every schedule in which the steps that depend
/// on each other come in the same order (happens-before); a thread is left out if it has none.</param>
public sealed record ExplainedStep(
    int Number,
    string Thread,
    string Kind,
    string Target,
    string Value,
    string Ending,
    string Text,
    string Words,
    int? Call,
    ExplainedPlace? Place,
    IReadOnlyList<string> Ready,
    IReadOnlyDictionary<string, int> After)
{
    /// <summary>Tells whether it is a request that is refused.</summary>
    /// <returns>True if it is.</returns>
    public bool Refuses() => StepText.IsRefused(Text);
}

/// <summary>A place in checked code.</summary>
/// <param name="File">The source file, from the root of the sources; empty if it is not known.</param>
/// <param name="Line">The line, from 1; 0 if it is not known.</param>
/// <param name="Method">The method.</param>
public sealed record ExplainedPlace(string File, int Line, string Method);

/// <summary>A lock.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Class">Its class, as lockdep would name it.</param>
/// <param name="Held">Who held it, in order.</param>
/// <param name="Waits">Who waited for it, in order.</param>
public sealed record ExplainedLock(string Name, string Class, IReadOnlyList<LockSpan> Held, IReadOnlyList<LockSpan> Waits);

/// <summary>A stretch of a run in which a thread holds a lock or waits for it.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Exclusive">Whether for exclusive use.</param>
/// <param name="From">The step that takes it, or the first that others take while the thread waits; 0 for one that the set-up
/// took.</param>
/// <param name="To">The step that gives it up, or the last before the wait ends; null if that is not in this run.</param>
public sealed record LockSpan(string Thread, bool Exclusive, int From, int? To);

/// <summary>A state of the checked code.</summary>
/// <param name="After">The step after which it is so: with all that its thread does up to its own next step. 0 for the
/// start.</param>
/// <param name="Parts">What is seen of it.</param>
public sealed record ExplainedState(int After, IReadOnlyList<StatePart> Parts);
