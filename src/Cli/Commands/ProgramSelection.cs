using System.CommandLine;
using System.CommandLine.Parsing;
using LuoVerified.Sessions.Programs;

namespace LuoVerified.Cli.Commands;

/// <summary>Every program of some sizes, in place of scenarios.</summary>
internal sealed class ProgramSelection
{
    /// <summary>The sizes.</summary>
    public Option<string[]> Sizes { get; } = MakeSizes(
        "Prove every program of this size instead of scenarios, such as 2x1: threads times operations of each; several with commas or repeated. Without scenarios 1x1,1x2,2x1 are proved, too.");

    /// <summary>How many names.</summary>
    public Option<long> Names { get; } = CommonOptions.Number(
        "--names", "With --programs: how many names sessions can have.", 1, ProgramBounds.MaxNames, new ProgramBounds().Names);

    /// <summary>How many kernels.</summary>
    public Option<long> Kernels { get; } = CommonOptions.Number(
        "--kernels",
        "With --programs: how many kernels a set-up goes through at most, that of the threads included.",
        1,
        ProgramBounds.MaxKernels,
        new ProgramBounds().Kernels);

    /// <summary>How many refusals.</summary>
    public Option<long> Faults { get; } = CommonOptions.Number(
        "--faults",
        "With --programs: how many requests of each kind may be refused while the threads run.",
        0,
        ProgramBounds.MaxFaults,
        new ProgramBounds().Faults);

    /// <summary>How many files.</summary>
    public Option<long> Files { get; } = CommonOptions.Number(
        "--files",
        "With --programs: how many files sessions can preserve; 0 for no operations on files.",
        0,
        ProgramBounds.MaxFiles,
        new ProgramBounds().Files);

    /// <summary>Whether only to count.</summary>
    public Option<bool> Count { get; } = new("--count") { Description = "With --programs: count the programs, and run none." };

    /// <summary>Where to keep what is known.</summary>
    public Option<string?> State { get; } = new("--state")
    {
        Description = "With --programs: keep in this folder what is known, and go on from there if it was begun before.",
        HelpName = "DIR",
    };

    /// <summary>Refuses what does not go together.</summary>
    /// <param name="result">The parsed command.</param>
    /// <param name="others">What does not go with programs.</param>
    public void Validate(CommandResult result, IReadOnlyList<Symbol> others)
    {
        bool isAsked = result.GetResult(Sizes) is not null;
        IReadOnlyList<Symbol> wrong = isAsked ? others : [Names, Kernels, Faults, Files, Count, State];
        foreach (Symbol symbol in wrong.Where(symbol => Exclusive.IsGiven(result, symbol)))
        {
            string name = symbol is Argument ? "Scenario files" : symbol.Name;
            result.AddError(isAsked ? $"{name} and --programs exclude each other." : $"{name} goes with --programs only.");
        }
    }

    /// <summary>Whether programs were asked for.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <returns>True if they were.</returns>
    public bool AreIn(ParseResult parsed) => parsed.GetValue(Sizes) is { Length: > 0 };

    /// <summary>The sizes that were asked for, each once, in the order in which they were.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <returns>The sizes.</returns>
    public IReadOnlyList<ProgramSize> SizesIn(ParseResult parsed) => SizesIn(parsed.GetValue(Sizes) ?? []);

    /// <summary>What the programs are about.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <returns>The bounds.</returns>
    public ProgramBounds BoundsIn(ParseResult parsed) => new()
    {
        Names = (int)parsed.GetValue(Names),
        Kernels = (int)parsed.GetValue(Kernels),
        Faults = (int)parsed.GetValue(Faults),
        Files = (int)parsed.GetValue(Files),
    };

    /// <summary>Makes the option for the sizes of programs.</summary>
    /// <param name="description">What it does.</param>
    /// <returns>The option; it may be repeated.</returns>
    public static Option<string[]> MakeSizes(string description)
    {
        var sizes = new Option<string[]>("--programs")
        {
            Description = description,
            HelpName = "SIZE",
            Arity = ArgumentArity.OneOrMore,
        };
        sizes.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.SelectMany(token => token.Value.Split(',')).Where(text => !ProgramSize.TryParse(text, out _)))
            {
                result.AddError(
                    $"--programs wants a size such as 2x1, of 1 to {ProgramSize.MaxThreads} threads with 1 to {ProgramSize.MaxOperations} operations each, {ProgramSize.MaxAll} in all at most, not '{text}'.");
            }
        });
        return sizes;
    }

    /// <summary>The sizes in the values of the option.</summary>
    /// <param name="texts">The values, without errors.</param>
    /// <returns>The sizes, each once, in order.</returns>
    public static IReadOnlyList<ProgramSize> SizesIn(IEnumerable<string> texts) => [.. SizesOf(texts).OfType<ProgramSize>().Distinct()];

    private static IEnumerable<ProgramSize?> SizesOf(IEnumerable<string> texts) => texts.SelectMany(text => text.Split(','))
        .Select(text => ProgramSize.TryParse(text, out ProgramSize size) ? size : (ProgramSize?)null);
}
