using LuoVerified.Abi;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Programs;

/// <summary>The operations that programs are made of: each operation of the service with each name, then the two ways to leave
/// the kernel, then, if they are wanted, the operations that ask for what is no name, then those on files.</summary>
internal sealed class Alphabet
{
    private readonly Dictionary<Operation, int> _numbers;

    /// <summary>Makes it.</summary>
    /// <param name="design">The design, which has them all.</param>
    /// <param name="names">The names that sessions have.</param>
    /// <param name="noNames">What is no name.</param>
    /// <param name="files">How many files there are, and tokens, from 1; for 0 there is no operation on files.</param>
    /// <param name="asksWrongly">Whether a field that must be 0 is asked with 1, and a preserve with what is no file.</param>
    public Alphabet(Design design, IReadOnlyList<ByteString> names, IReadOnlyList<ByteString> noNames, int files, bool asksWrongly)
    {
        Names = names;
        SessionOperation[] operations = [.. design.Operations.Where(operation => !operation.IsOnFiles)];
        Operations =
        [
            .. operations.SelectMany(operation => operation.Argument == OperationArgument.None
                ? [new Operation(operation)]
                : names.Select(name => new Operation(operation, name))),
            .. new[] { Operation.Kexec, Operation.Reboot }.Where(way => design.Has(way.Machine)),
            .. operations.Where(operation => operation.Argument == OperationArgument.Name)
                .SelectMany(operation => noNames.Select(name => new Operation(operation, name))),
            .. design.Operations.Where(operation => files > 0 && operation.IsOnFiles)
                .SelectMany(operation => Requests(operation, files, asksWrongly)
                .SelectMany(request => names.Select(name => new Operation(operation, name) { Number = request.Number, Fd = request.Fd }))),
        ];
        _numbers = Operations.Index().ToDictionary(each => each.Item, each => each.Index);
    }

    /// <summary>The names that sessions have.</summary>
    public IReadOnlyList<ByteString> Names { get; }

    /// <summary>The operations.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>What an operation on files is asked with. Under a token goes the file of its number, or one before: files can stand for
    /// each other, as tokens can.</summary>
    private static IEnumerable<(ulong Number, FileDescriptor? Fd)> Requests(SessionOperation operation, int files, bool wrong)
    {
        IEnumerable<ulong> numbers = Enumerable.Range(operation.TakesToken ? 1 : 0, operation.TakesToken ? files : wrong ? 2 : 1)
            .Select(number => (ulong)number);
        return !operation.TakesFd ? numbers.Select(number => (number, (FileDescriptor?)null)) :
        [
            .. numbers.SelectMany(token => numbers.Where(file => file <= token)
                .Select(file => (token, FileDescriptor.Of(file).Beside(token)))),
            .. wrong ? new FileDescriptor?[] { FileDescriptor.Closed, FileDescriptor.Unhandled }.Select(fd => (1UL, fd)) : [],
        ];
    }

    /// <summary>The number of an operation, from 0.</summary>
    public int NumberOf(Operation operation) => _numbers[operation];

    /// <summary>The numbers of the operations with other names.</summary>
    /// <param name="names">The other name for each.</param>
    public IReadOnlyList<int> Renamed(IReadOnlyDictionary<ByteString, ByteString> names) =>
    [
        .. Operations.Select(operation => NumberOf(
            names.TryGetValue(operation.Name, out ByteString other) && operation.TakesName ? operation with { Name = other } : operation)),
    ];
}
