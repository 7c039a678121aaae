namespace LuoVerified.Check.Races;

/// <summary>An access to a shared field, whoever does it.</summary>
/// <param name="Writes">Whether it writes; else it reads.</param>
/// <param name="Operation">The word of the operation that it is part of, such as <c>deserialize</c>.</param>
public readonly record struct FieldAccess(bool Writes, string Operation)
{
    /// <summary>As a scenario writes it.</summary>
    /// <returns>The text, such as <c>read in deserialize</c>.</returns>
    public override string ToString() => $"{(Writes ? "write" : "read")} in {Operation}";

    internal static FieldAccess? Parse(string text, Func<string, bool> isOperation) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["read" or "write", "in", var operation] words
        && isOperation(operation)
            ? new FieldAccess(words[0] == "write", operation)
            : null;
}

/// <summary>Two accesses to one field that no lock orders, as a scenario states them: threads, arguments and steps left out.</summary>
/// <param name="Field">The field, element or collection; see <see cref="Core.Watching.Access.Member"/>.</param>
/// <param name="One">The access whose text comes first in ordinal order.</param>
/// <param name="Other">The other.</param>
public sealed record Race(string Field, FieldAccess One, FieldAccess Other)
{
    /// <summary>Makes a race of two accesses in any order.</summary>
    /// <param name="field">The name of the field.</param>
    /// <param name="one">An access.</param>
    /// <param name="other">The other.</param>
    /// <returns>The race.</returns>
    public static Race Of(string field, FieldAccess one, FieldAccess other) =>
        string.CompareOrdinal(one.ToString(), other.ToString()) <= 0 ? new Race(field, one, other) : new Race(field, other, one);

    /// <summary>Reads a race as a scenario writes it.</summary>
    /// <param name="text">Such as <c>Sessions._err: read in deserialize | write in deserialize</c>.</param>
    /// <param name="isOperation">Whether a word is that of an operation.</param>
    /// <returns>The race; null if the text is none.</returns>
    public static Race? Parse(string text, Func<string, bool> isOperation)
    {
        string[] parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        string[] accesses = parts.Length == 2 ? parts[1].Split('|') : [];
        return parts[0].Length > 0 && accesses.Length == 2
            && FieldAccess.Parse(accesses[0], isOperation) is { } one && FieldAccess.Parse(accesses[1], isOperation) is { } other
            && (one.Writes || other.Writes)
                ? Of(parts[0], one, other)
                : null;
    }

    /// <summary>As a scenario writes it.</summary>
    /// <returns>The text, which <see cref="Parse"/> reads back.</returns>
    public override string ToString() => $"{Field}: {One} | {Other}";
}
