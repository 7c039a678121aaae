using System.Diagnostics.CodeAnalysis;

namespace LuoVerified.Abi.DeviceTree;

/// <summary>What <see cref="FdtReader.Open"/> found: a reader or an error, never both.</summary>
public sealed class FdtOpenResult
{
    internal FdtOpenResult(FdtReader reader) => Reader = reader;

    internal FdtOpenResult(FdtReadError error) => Error = error;

    /// <summary>Whether the bytes are a tree.</summary>
    [MemberNotNullWhen(true, nameof(Reader))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>The reader, or null after an error.</summary>
    public FdtReader? Reader { get; }

    /// <summary>What is wrong with the bytes, or null.</summary>
    public FdtReadError? Error { get; }
}
