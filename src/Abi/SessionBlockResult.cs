using System.Diagnostics.CodeAnalysis;

namespace LuoVerified.Abi;

/// <summary>What <see cref="SessionBlock.Read"/> found: names or an error, never both.</summary>
public sealed class SessionBlockResult
{
    internal SessionBlockResult(IReadOnlyList<SessionName> names, bool isCanonical)
    {
        Names = names;
        IsCanonical = isCanonical;
    }

    internal SessionBlockResult(SessionBlockError error) => Error = error;

    /// <summary>Whether the bytes are a session block.</summary>
    [MemberNotNullWhen(true, nameof(Names))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>The names in the order of their entries, 0 to 1,023 of them, all different; null after an
    /// error.</summary>
    public IReadOnlyList<SessionName>? Names { get; }

    /// <summary>What is wrong with the bytes, or null.</summary>
    public SessionBlockError? Error { get; }

    /// <summary>Whether <see cref="SessionBlock.Write"/> of <see cref="Names"/> gives exactly the bytes read: they are
    /// 65,536, and each byte after a name's NUL and after the last entry is zero. False after an error.</summary>
    public bool IsCanonical { get; }
}
