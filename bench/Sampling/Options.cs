using System.Globalization;

namespace LuoVerified.Sampling;

/// <summary>How much to measure.</summary>
internal sealed record Options
{
    /// <summary>Seeds of our samplers.</summary>
    public int Seeds { get; private init; } = 10;

    /// <summary>The most schedules of our samplers, for each seed, and of the exhaustive search.</summary>
    public long Bound { get; private init; } = 10_000;

    /// <summary>Seeds of Coyote.</summary>
    public int CoyoteSeeds { get; private init; } = 6;

    /// <summary>The most schedules of Coyote, for each seed.</summary>
    public long CoyoteBound { get; private init; } = 200;

    /// <summary>How many mutants.</summary>
    public int Mutants { get; private init; } = 20;

    /// <summary>On how many of them Coyote is measured.</summary>
    public int CoyoteMutants { get; private init; } = 5;

    /// <summary>What is measured; all of them by default.</summary>
    public IReadOnlyList<Method> Methods { get; private init; } = Method.All;

    /// <summary>Where the files go; null for nowhere.</summary>
    public string? Out { get; private init; }

    /// <summary>The file in which what was measured is kept, so that a run which was ended goes on where it was; null for
    /// none.</summary>
    public string? State { get; private init; }

    /// <summary>Reads a command line.</summary>
    /// <param name="args">Its words.</param>
    /// <returns>The options.</returns>
    /// <exception cref="FormatException">A word is not understood.</exception>
    public static Options Of(IReadOnlyList<string> args)
    {
        var options = new Options();
        for (int i = 0; i < args.Count; i++)
        {
            options = args[i] switch
            {
                "--full" => options with
                {
                    Seeds = 50,
                    CoyoteSeeds = 50,
                    Mutants = 100,
                    CoyoteMutants = 100,
                },
                "--seeds" => options with { Seeds = (int)Next(1) },
                "--bound" => options with { Bound = Next(2) },
                "--coyote-seeds" => options with { CoyoteSeeds = (int)Next(0) },
                "--coyote-bound" => options with { CoyoteBound = Next(1) },
                "--mutants" => options with { Mutants = (int)Next(0) },
                "--coyote-mutants" => options with { CoyoteMutants = (int)Next(0) },
                "--method" when i + 1 < args.Count => options with
                {
                    Methods = [.. (options.Methods == Method.All ? [] : options.Methods).Append(Named(args[++i])).Distinct()],
                },
                "--out" when i + 1 < args.Count => options with { Out = args[++i] },
                "--state" when i + 1 < args.Count => options with { State = args[++i] },
                _ => throw new FormatException($"'{args[i]}' is not understood"),
            };

            long Next(long least) =>
                i + 1 < args.Count
                && long.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                && number >= least && number <= 1_000_000 && ++i > 0
                    ? number
                    : throw new FormatException($"{args[i]} needs a number from {least} to 1000000");
        }

        return options;

        static Method Named(string name) =>
            Method.All.FirstOrDefault(method => method.Name == name)
            ?? throw new FormatException($"no method '{name}', want one of: {string.Join(", ", Method.All.Select(method => method.Name))}");
    }
}
