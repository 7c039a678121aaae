namespace LuoVerified.Check.Protocols;

/// <summary>An invariant of a protocol: a part of the state, and what must hold of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Look">Reads the part of the state: an immutable value with equality.</param>
/// <param name="Holds">Whether a value of the part is right.</param>
internal sealed record StateRule<TSystem>(string Name, Func<TSystem, object?> Look, Func<object?, bool> Holds)
{
    /// <summary>The most invariants of a protocol: each is a bit of a mask.</summary>
    public const int Most = 30;
}

/// <summary>The parts of the state that the invariants read: one each, in their order.</summary>
/// <param name="Parts">The values.</param>
/// <param name="Names">The names of the invariants.</param>
internal sealed record SystemView(object?[] Parts, IReadOnlyList<string> Names)
{
    /// <summary>As messages have it.</summary>
    public override string ToString() =>
        string.Join(", ", Names.Select((name, i) => $"{name} sees {ValueText.Of(Parts[i])}"));
}
