using System.Globalization;
using System.Runtime.InteropServices;
using LuoVerified.Check;
using LuoVerified.Cli.Commands;
using LuoVerified.Cli.Origins;
using LuoVerified.Core;
using LuoVerified.Impl;
using LuoVerified.Sessions.Programs;

namespace LuoVerified.Cli.Programs;

/// <summary>Every program of some sizes, on some designs.</summary>
/// <param name="Sizes">The sizes, in order.</param>
/// <param name="Bounds">What the programs are about.</param>
/// <param name="Designs">The designs.</param>
/// <param name="MaxExecutions">The most executions of one exploration.</param>
/// <param name="Workers">How many processors to use; no result depends on it.</param>
/// <param name="Seconds">The time limit in seconds; null for none.</param>
/// <param name="Output">The folder for trace and scenario files.</param>
internal sealed record ProgramsPlan(
    IReadOnlyList<ProgramSize> Sizes, ProgramBounds Bounds, IReadOnlyList<Design> Designs, long MaxExecutions, int Workers, double? Seconds,
    string Output)
{
    /// <summary>Designs on which only the first size is judged; none by default.</summary>
    public IReadOnlyList<Design> BrieflyOn { get; init; } = [];

    /// <summary>What the results rest on.</summary>
    public Basis Basis => new(
        [],
        [.. Designs, .. BrieflyOn],
        new
        {
            Programs = Sizes.Select(size => size.ToString()),
            Bounds.Names,
            Bounds.Kernels,
            Bounds.Faults,
            Bounds.Files,
            MaxExecutions,
            Time = Seconds,
        },
        CommandLine,
        Samples: false)
    {
        SeededBugs = SeededBugs,
    };

    /// <summary>See <see cref="Basis.SeededBugs"/>.</summary>
    public int? SeededBugs { get; init; }

    /// <summary>Which of the programs are judged; all by default.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Whether the traces of what was found first are kept; not by default.</summary>
    public bool KeepsFirst { get; init; }

    /// <summary>The folder for what is known from an earlier run; null if nothing is kept.</summary>
    public string? State { get; init; }

    /// <summary>A hash of all that the result of a size on a design depends on.</summary>
    /// <param name="size">The size.</param>
    /// <param name="design">The design.</param>
    /// <returns>64 digits.</returns>
    public string HashFor(ProgramSize size, Design design) => SourceText.HashOf(
    [
        .. SourceHash.All.Select(each => $"{each}"),
        $"{DesignOrigin.Of(design)}",
        Basis.Rules,
        RuntimeInformation.FrameworkDescription,
        $"{size} {Bounds} {MaxExecutions} {Shard}",
    ]);

    /// <summary>The options in force, as on the command line.</summary>
    public string CommandLine => string.Create(
        CultureInfo.InvariantCulture,
        $"luo prove {string.Join(' ', Sizes.Select(size => $"--programs {size}"))} --names {Bounds.Names} --kernels {Bounds.Kernels} "
            + $"--faults {Bounds.Faults}{(Bounds.Files == 0 ? "" : $" --files {Bounds.Files}")} --max-executions {MaxExecutions}{Time}{ShardOption.Text(Shard)}");

    private string Time => Seconds is { } time ? string.Create(CultureInfo.InvariantCulture, $" --time {time}") : "";
}
