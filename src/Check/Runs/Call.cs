using LuoVerified.Check.Scenarios;
using LuoVerified.Spec;

namespace LuoVerified.Check.Runs;

/// <summary>One call of an operation in the history of a run.</summary>
public sealed class Call
{
    /// <summary>The operation as the scenario writes it.</summary>
    public required string Label { get; init; }

    /// <summary>The index of the thread; -1 for the set-up.</summary>
    public required int Thread { get; init; }

    /// <summary>The operation, with the fault that happened in it.</summary>
    public required SpecAction Action { get; set; }

    /// <summary>The kernel it was made in, counted from 0.</summary>
    public int Kernel { get; init; }

    /// <summary>When it was called: calls and returns are counted from 0 through the run; -1 before its first step.</summary>
    public required int Invoked { get; set; }

    /// <summary>When it returned; null where the machine left its kernel before, or the run ended.</summary>
    public int? Returned { get; set; }

    /// <summary>What it answered, where it returned.</summary>
    public Outcome Outcome { get; set; }

    /// <summary>A call that is equal in all now, and has a course of its own from here.</summary>
    internal Call Copy() => (Call)MemberwiseClone();

    /// <summary>Call and answer, as in a report.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"{Scenario.ThreadName(Thread)}: {Label} -> {(Returned is null ? "(cut off)" : Outcome.ToString())}";
}
