using LuoVerified.Check;
using LuoVerified.Check.Model;

namespace LuoVerified.Sessions.Model;

/// <summary>What came of an exploration. Equal options give an equal result, whatever the number of threads, but for
/// <see cref="Bytes"/>.</summary>
public sealed record ModelResult
{
    /// <summary>Pass: all states were seen, no rule is broken, every goal is reached. Inconclusive: a bound on states
    /// or memory was reached before.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The bounds.</summary>
    public required ModelBounds Bounds { get; init; }

    /// <summary>Which states counted as one.</summary>
    public required Symmetry Symmetry { get; init; }

    /// <summary>Distinct states in the levels that are complete.</summary>
    public required long States { get; init; }

    /// <summary>Transitions out of the states that were expanded.</summary>
    public required long Transitions { get; init; }

    /// <summary>Complete levels; the first holds the initial state alone.</summary>
    public required int Levels { get; init; }

    /// <summary>Bits that a state takes.</summary>
    public required int StateBits { get; init; }

    /// <summary>Bytes in the arrays that hold states and find them.</summary>
    public required long Bytes { get; init; }

    /// <summary>Which bound ended the exploration; null if none did.</summary>
    public string? Stopped { get; init; }

    /// <summary>The goals that the bounds allow for, with the number of transitions to the nearest state; null if there
    /// is none.</summary>
    public required IReadOnlyList<GoalResult> Goals { get; init; }

    /// <summary>Names of the goals that the bounds rule out.</summary>
    public required IReadOnlyList<string> GoalsRuledOut { get; init; }

    /// <summary>The rule that is broken; null if none is, or if only goals are missed.</summary>
    public Violation? Violation { get; init; }

    /// <summary>A shortest run to the broken rule, line by line; empty if none is broken.</summary>
    public IReadOnlyList<string> Counterexample { get; init; } = [];

    /// <summary>Bytes of the arrays for each distinct state.</summary>
    public double BytesPerState => States == 0 ? 0 : (double)Bytes / States;
}
