using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Abi;

/// <summary>What <see cref="LuoTree.Read"/> found: two numbers or an error, never both.</summary>
public sealed class LuoTreeResult
{
    private readonly ulong _number;
    private readonly ulong _sessionHeaderAddress;

    internal LuoTreeResult(ulong number, ulong sessionHeaderAddress)
    {
        _number = number;
        _sessionHeaderAddress = sessionHeaderAddress;
    }

    internal LuoTreeResult(FdtReadError error) => Error = error;

    /// <summary>Whether the bytes are a tree of this ABI.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>What is wrong with the bytes, or null.</summary>
    public FdtReadError? Error { get; }

    /// <summary>How many live updates led to the kernel that wrote the tree.</summary>
    /// <exception cref="InvalidOperationException">There is an <see cref="Error"/>.</exception>
    public ulong Number => IsOk ? _number : throw NoTree();

    /// <summary>Physical address of the session block.</summary>
    /// <exception cref="InvalidOperationException">There is an <see cref="Error"/>.</exception>
    public ulong SessionHeaderAddress => IsOk ? _sessionHeaderAddress : throw NoTree();

    private InvalidOperationException NoTree() => new(Error?.Message);
}
