namespace LuoVerified.Core.Watching;

/// <summary>What the code at a <see cref="Site"/> is about.</summary>
public enum SiteKind
{
    /// <summary>A field, of an object or static.</summary>
    Field,

    /// <summary>An element of an array.</summary>
    Element,

    /// <summary>A collection as a whole.</summary>
    Collection,

    /// <summary>A call of what makes steps; it reads and writes nothing itself.</summary>
    Call,
}
