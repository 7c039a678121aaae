using LuoVerified.Impl;

namespace LuoVerified.Systematic.Tests;

/// <summary>The designs for tests of the checker itself: those that differ in more than one fix or the size of a block. What is expected
/// of each of the others is tested by <see cref="DesignPageTests"/>, on every schedule of the catalogue.</summary>
internal static class DifferentDesigns
{
    private static readonly HashSet<string> Names = ["as-posted", "hardened", "mainline-7.2-2", "mainline-7.2-fixed-2"];

    /// <summary>The designs.</summary>
    public static IReadOnlyList<Design> All { get; } = [.. Design.All.Where(design => Names.Contains(design.Name))];
}
