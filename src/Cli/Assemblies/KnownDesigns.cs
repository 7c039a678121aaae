using LuoVerified.Impl;

namespace LuoVerified.Cli.Assemblies;

/// <summary>The designs that a command knows, and those that it means if none is named.</summary>
/// <param name="All">Every design, in the order in which they are shown; no two of one name.</param>
/// <param name="Standard">Those on which scenarios are run if none is named.</param>
/// <param name="StandardForPrograms">Those on which programs that nobody wrote are run if none is named.</param>
internal sealed record KnownDesigns(
    IReadOnlyList<Design> All, IReadOnlyList<Design> Standard, IReadOnlyList<Design> StandardForPrograms)
{
    /// <summary>Those that come with this program.</summary>
    public static KnownDesigns Ours { get; } = new(Design.All, Design.Default, [Design.Hardened]);

    /// <summary>Others in their place.</summary>
    /// <param name="designs">The others.</param>
    /// <returns>What is known then; all of them are meant if none is named.</returns>
    public static KnownDesigns Of(IReadOnlyList<Design> designs) =>
        ReferenceEquals(designs, Design.All) ? Ours : new KnownDesigns(designs, designs, [Design.Hardened]);

    /// <summary>More designs, which are the ones that are meant if none is named.</summary>
    /// <param name="more">They have names that no other has.</param>
    /// <returns>What is known then; the same if there are none.</returns>
    public KnownDesigns With(IReadOnlyList<Design> more) => more.Count == 0 ? this : new KnownDesigns([.. All, .. more], more, more);
}
