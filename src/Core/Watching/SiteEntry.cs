namespace LuoVerified.Core.Watching;

/// <summary>A site as a woven assembly holds it; see <see cref="Site"/>.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Identity">Which field, unique over all assemblies; empty if it is about none.</param>
/// <param name="Member">What is read or written.</param>
/// <param name="Writes">Whether it writes.</param>
/// <param name="IsVolatile">Whether the access orders threads.</param>
/// <param name="File">The source file.</param>
/// <param name="Line">The line.</param>
/// <param name="Method">The method.</param>
public readonly record struct SiteEntry(
    SiteKind Kind,
    string Identity,
    string Member,
    bool Writes,
    bool IsVolatile,
    string File,
    int Line,
    string Method);
