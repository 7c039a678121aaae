using LuoVerified.Abi;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Cli.Shell;

/// <summary>One operation of the console: of the session service, or a command of its own.</summary>
/// <param name="Service">The operation of the service; null for a command.</param>
/// <param name="Command">The command, if it is one.</param>
/// <param name="Name">The name, any bytes, perhaps none, if it takes one.</param>
/// <param name="Handle">The number of the handle, if it takes one; 0, which no handle has, for a number that is too
/// large.</param>
/// <param name="Number">The token of a file, or what stands in a field that must be 0, if it takes a number.</param>
/// <param name="Fd">The descriptor of a file, if it takes one; null for that of the file with the number of the token.</param>
internal readonly record struct Operation(
    SessionOperation? Service,
    ConsoleCommand Command = ConsoleCommand.None,
    ByteString Name = default,
    ulong Handle = 0,
    ulong Number = 0,
    FileDescriptor? Fd = null)
{
    /// <summary>A command of the console.</summary>
    /// <param name="command">Which.</param>
    public Operation(ConsoleCommand command)
        : this(null, command)
    {
    }

    /// <summary>Whether it may change the state of the machine, also if it answers an error.</summary>
    public bool MayChangeState => Service is not null || Command < ConsoleCommand.Counts;
}
