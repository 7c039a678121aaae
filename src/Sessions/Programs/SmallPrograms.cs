using LuoVerified.Impl;

namespace LuoVerified.Sessions.Programs;

/// <summary>The programs that are proved together with the whole catalogue: what takes two minutes on two processors.</summary>
public static class SmallPrograms
{
    /// <summary>Their sizes, in order.</summary>
    public static IReadOnlyList<ProgramSize> Sizes { get; } = [new(1, 1), new(1, 2), new(2, 1)];

    /// <summary>What they are about: two names without files, then one name with one file, then one name with two.</summary>
    public static IReadOnlyList<ProgramBounds> Bounds { get; } = [new(), new() { Names = 1, Files = 1 }, new() { Names = 1, Files = 2 }];

    /// <summary>Whether programs of a size are among them: with two files only those of one operation.</summary>
    /// <param name="size">The size.</param>
    /// <param name="bounds">What they are about.</param>
    /// <returns>True if they are.</returns>
    public static bool Have(ProgramSize size, ProgramBounds bounds) => bounds.Files < 2 || size.All == 1;

    /// <summary>Mainline with its fix, 1 session and 1 file a block, so that small programs fill blocks and leave them.</summary>
    public static Design MainlineFixed { get; } = Design.All.Single(design => design.Name == "mainline-7.2-fixed-1");

    /// <summary>Whether such programs are for a design: those with files are for one that has files.</summary>
    /// <param name="bounds">What the programs are about.</param>
    /// <param name="design">The design.</param>
    /// <returns>True if they are.</returns>
    public static bool AreFor(ProgramBounds bounds, Design design) => bounds.Files == 0 || design.HasFiles;
}
