namespace LuoVerified.Core.Watching;

/// <summary>A place in checked code that reads, writes, or makes a step. One object for each, for as long as the
/// process lives.</summary>
public sealed class Site
{
    internal Site(int number, SiteKind kind, int part)
    {
        Number = number;
        Kind = kind;
        Part = part;
    }

    /// <summary>Its number, unique in the process, from 0 and without gaps.</summary>
    public int Number { get; }

    /// <summary>What it is about.</summary>
    public SiteKind Kind { get; }

    /// <summary>Which field of the object: unique in the process, 1 and up; 0 if it is about no field.</summary>
    public int Part { get; }

    /// <summary>What is read or written, such as <c>SessionTable._order</c>: the field, or the field that holds the
    /// array or the collection. If no field is known, the type. For a call, what is called.</summary>
    public required string Member { get; init; }

    /// <summary>Whether it writes; else it reads, or makes a step.</summary>
    public required bool Writes { get; init; }

    /// <summary>Whether the access orders threads: a volatile field, <c>Volatile</c> or <c>Interlocked</c>.</summary>
    public required bool IsVolatile { get; init; }

    /// <summary>The source file, with forward slashes; from the root of the sources if that was known. Empty without
    /// debug information.</summary>
    public required string File { get; init; }

    /// <summary>The line, from 1; 0 without debug information.</summary>
    public required int Line { get; init; }

    /// <summary>The method as it stands in the source, such as <c>HardenedSessions.Create</c>.</summary>
    public required string Method { get; init; }

    /// <summary>File and line, such as <c>src/Impl/Machine.cs:12</c>; the method if there is no debug
    /// information.</summary>
    public string Place => Line == 0 ? Method : $"{File}:{Line}";

    /// <summary>As messages have it.</summary>
    /// <returns>The text, such as <c>write SessionTable._order at src/Impl/Hardened/SessionTable.cs:25</c>.</returns>
    public override string ToString() =>
        $"{(Kind == SiteKind.Call ? "call" : Writes ? "write" : "read")} {Member} at {Place}";
}
