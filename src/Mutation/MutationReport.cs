using LuoVerified.Fuzz;

namespace LuoVerified.Mutation;

/// <summary>What became of a mutant.</summary>
public enum Fate
{
    /// <summary>The proof says that something is wrong.</summary>
    Found,

    /// <summary>Nobody can tell it from the code as it is, and somebody has written down why.</summary>
    Equivalent,

    /// <summary>The proof passes.</summary>
    Survived,

    /// <summary>The proof came to no end: neither found nor passed.</summary>
    Inconclusive,
}

/// <summary>A mutant and what became of it.</summary>
/// <param name="Part">What it is a mutant of.</param>
/// <param name="Mutation">The change.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Verdict">What the proof said; null if it was not asked.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record JudgedMutant(CodePart Part, Mutation Mutation, Fate Fate, QuickVerdict? Verdict, TimeSpan Elapsed)
{
    /// <summary>Whether it survived because the proof never runs the changed code.</summary>
    public bool IsNeverRun => Fate == Fate.Survived && Verdict is { Message.Length: > 0 };

    /// <summary>Whether the schedule that shows it, replayed on the real locks, set-up and boots included, runs the changed statement, or comes to
    /// where one was left out; null if there is no schedule, or the code is not woven, so that its lines are not in schedules.</summary>
    public bool? RunsChange { get; init; }

    /// <summary>What other commands say of it, if the proof judged it: in the order of <see cref="MutationOptions.Beside"/>.</summary>
    public IReadOnlyList<OtherAnswer> Beside { get; init; } = [];

    /// <summary>Whether a step of that schedule is at a changed line: most lines make no step. Null as above, or if the schedule has no step
    /// in woven code.</summary>
    public bool? HoldsLine => RunsChange is not null && Verdict is { Places.Count: > 0 }
        ? Verdict.Places.Any(place => Enumerable.Range(Mutation.Line, Mutation.LastLine - Mutation.Line + 1).Any(line =>
            place == string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Path.GetFileName(Mutation.File)}:{line}")))
        : null;
}

/// <summary>What came of judging mutants.</summary>
/// <param name="Mutants">Those that compile, in the order of parts, files and lines.</param>
/// <param name="NotCompiled">Those that do not, by <see cref="Mutation.Identity"/>, in the same order.</param>
/// <param name="Changes">How many changes there are to the parts that were asked for.</param>
public sealed record MutationReport(IReadOnlyList<JudgedMutant> Mutants, IReadOnlyList<string> NotCompiled, int Changes)
{
    /// <summary>Whether the time was up before all that was asked for was judged.</summary>
    public bool TimeWasUp { get; init; }

    /// <summary>Those with a fate.</summary>
    /// <param name="fate">The fate.</param>
    /// <returns>The mutants, in order.</returns>
    public IEnumerable<JudgedMutant> With(Fate fate) => Mutants.Where(mutant => mutant.Fate == fate);
}
