using LuoVerified.Check.Model;

namespace LuoVerified.Sessions.Model;

/// <summary>How the specification is explored.</summary>
public sealed record ModelOptions : StateSpaceOptions
{
    /// <summary>The bounds; <see cref="ModelBounds.Objection"/> has none.</summary>
    public ModelBounds Bounds { get; init; } = new();

    /// <summary>Which states count as one.</summary>
    public Symmetry Symmetry { get; init; }

    /// <summary>Whether each transition is compared with what the specification answers: slow.</summary>
    public bool Judge { get; init; }
}
