using LuoVerified.Abi;

namespace LuoVerified.Cli.Shell;

/// <summary>One operation of the console.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Name">Create, retrieve: the name, any bytes, perhaps none.</param>
/// <param name="Handle">Close: the number of the handle; 0, which no handle has, for a number that is too large.</param>
internal readonly record struct Operation(OperationKind Kind, ByteString Name = default, ulong Handle = 0)
{
    /// <summary>Whether the operation may change the state of the machine, also where it answers an error.</summary>
    public bool MayChangeState =>
        Kind is not (OperationKind.Counts or OperationKind.ListIncoming or OperationKind.ListOutgoing or OperationKind.Number);
}
