using LuoVerified.Fuzz;

namespace LuoVerified.Mutation;

/// <summary>Which mutants are judged, and how far.</summary>
public sealed record MutationOptions
{
    /// <summary>What mutants are made of; everything by default.</summary>
    public IReadOnlyList<CodePart> Parts { get; init; } = CodePart.All;

    /// <summary>Only mutants whose identity holds one of these texts, any of them; the selection if there is none, the default.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>Every change, in place of the selection (<see cref="CodePart.Selection"/>); not by default.</summary>
    public bool Every { get; init; }

    /// <summary>How many of those that compile are drawn, 1 and up; null, the default, for all.</summary>
    public int? Sample { get; init; }

    /// <summary>Equal seeds draw equal mutants; one that is added or goes changes nothing about the others.</summary>
    public uint Seed { get; init; } = 1;

    /// <summary>The sizes of the programs, in the order in which they are tried.</summary>
    public IReadOnlyList<string> Sizes { get; init; } = ["1x1", "1x2", "2x1"];

    /// <summary>Which of <see cref="QuickProof.Stages"/> judge; all of them by default.</summary>
    public IReadOnlyList<string> Stages { get; init; } = QuickProof.Stages;

    /// <summary>The most executions of one exploration, 1 and up.</summary>
    public long MaxExecutions { get; init; } = 20_000;

    /// <summary>How many mutants are judged at the same time, 1 and up; no verdict depends on it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The mutants that are argued to be equivalent.</summary>
    public ReviewedMutants Equivalent { get; init; } = ReviewedMutants.Equivalent;

    /// <summary>Whether those are judged, too.</summary>
    public bool ChecksEquivalent { get; init; }

    /// <summary>How long a mutant may go on without coming to the end of an execution, by the clock, before it is given up as
    /// undecided: the last resort, loops have bounds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Other commands that judge each mutant, too; none by default.</summary>
    public IReadOnlyList<OtherCommand> Beside { get; init; } = [];

    /// <summary>How long one of them may take.</summary>
    public TimeSpan PatienceBeside { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Asked before each mutant and after each execution, by any thread: whether the time is up. What has no fate then gets none;
    /// never, by default.</summary>
    public Func<bool> TimeIsUp { get; init; } = () => false;

    /// <summary>The numbers of <see cref="Stages"/>, in order.</summary>
    internal int[] StageNumbers => [.. QuickProof.Stages.Index().Where(stage => Stages.Contains(stage.Item)).Select(stage => stage.Index)];

    /// <summary>The mutants of a part that are asked for.</summary>
    /// <param name="part">The part.</param>
    /// <returns>Those that are named; the selection, or every one, if none is.</returns>
    public IEnumerable<Mutation> Of(CodePart part) =>
        Named.Count > 0 ? part.Mutations.Where(each => Named.Any(text => each.Identity.Contains(text, StringComparison.Ordinal)))
        : Every ? part.Mutations
        : part.Selection;

    /// <summary>Whether a mutant is argued to be equivalent.</summary>
    /// <param name="mutation">The mutant.</param>
    /// <returns>True if it is.</returns>
    public bool IsArgued(Mutation mutation) => Equivalent.Arguments.ContainsKey(mutation.Identity);

    /// <summary>Whether the proof judges a mutant, if it comes to it.</summary>
    /// <param name="mutation">The mutant.</param>
    /// <returns>False if the argument that it is equivalent is taken for granted.</returns>
    public bool Judges(Mutation mutation) => ChecksEquivalent || !IsArgued(mutation);

    /// <summary>Told of each stage in which the code as it is was proved, and how many were and will be: one at a time, in any order.</summary>
    public Action<string, int, int> Proved { get; init; } = (_, _, _) => { };

    /// <summary>Told of each mutant that was judged, and how many were tried, those that do not compile among them, and will be: one at a time,
    /// in any order.</summary>
    public Action<JudgedMutant, int, int> Judged { get; init; } = (_, _, _) => { };
}
