namespace LuoVerified.Core.Watching;

/// <summary>A read or a write by checked code. Two accesses meet if target, by identity, and part are
/// equal.</summary>
/// <param name="Target">The object, array or collection. For a static field null, or the type if that is
/// generic.</param>
/// <param name="Part">The field (see <see cref="Site.Part"/>), the index of the element, or 0 for a collection as a
/// whole.</param>
/// <param name="Site">Where in the code.</param>
public readonly record struct Access(object? Target, int Part, Site Site)
{
    /// <summary>What is read or written, such as <c>Table._slots[3]</c>.</summary>
    public string Member => Target is Array ? $"{Site.Member}[{Part}]" : Site.Member;
}
