using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>Where a preserved file is on its way from one kernel to the next.</summary>
public enum FilePlace
{
    /// <summary>In an outgoing session.</summary>
    Outgoing,

    /// <summary>In a visible session of the previous kernel.</summary>
    Incoming,

    /// <summary>In what the previous kernel handed over.</summary>
    HandedOver,

    /// <summary>In the image for the next kernel.</summary>
    Image,
}

/// <summary>A preserved file of the specification.</summary>
/// <remarks>User space gives each file a token. Which file it is, is another matter: one file can be preserved under one token only. A
/// file of the previous kernel is another one than any that this kernel can preserve; its number is the one that it had there.</remarks>
/// <param name="Place">Where it is.</param>
/// <param name="Session">The name of its session.</param>
/// <param name="Token">Its token, unique in its session.</param>
/// <param name="File">Which file it is.</param>
/// <param name="Retrieved">Incoming: what the first retrieval answered; null before it.</param>
public readonly record struct SpecFile(FilePlace Place, SessionName Session, ulong Token, ulong File, Errno? Retrieved = null)
{
    /// <summary>The order in which a state keeps them: by place, then by session, then by token.</summary>
    public static Comparison<SpecFile> Order { get; } = (one, other) =>
        one.Place != other.Place ? one.Place.CompareTo(other.Place)
        : one.Session != other.Session ? one.Session.CompareTo(other.Session)
        : one.Token.CompareTo(other.Token);

    /// <summary>As the checker's messages show it.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Session}:{Token}{FileDescriptor.Of(File).After(Token, "=")}{(Retrieved is { } answer ? $"({answer.ToAnswer()})" : "")}";
}
