using LuoVerified.Abi;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Programs;

/// <summary>What one thread of an enumerated program does.</summary>
internal sealed class ThreadProgram
{
    private readonly Alphabet _alphabet;
    private readonly int[] _wanted;

    /// <summary>The names of whose sessions it closes a handle, as a mask; and those of whose it asks something.</summary>
    private readonly int _closed;
    private readonly int _asked;

    /// <summary>Nothing.</summary>
    /// <param name="alphabet">What more can come of it.</param>
    public ThreadProgram(Alphabet alphabet)
        : this(alphabet, number: 0, [])
    {
    }

    private ThreadProgram(Alphabet alphabet, long number, Operation[] operations)
    {
        (_alphabet, Number, Operations) = (alphabet, number, operations);
        _wanted = [.. alphabet.Names.Select(Wanted)];
        Resumes = operations.Any(operation => operation.Service == SessionOperation.Resume);
        Jumps = operations.Any(operation => operation.Machine != MachineStep.None);
        _closed = NamesOf(operation => operation.Service?.Argument == OperationArgument.Handle);
        _asked = NamesOf(operation => operation.Service?.Argument == OperationArgument.Session);
    }

    /// <summary>Its place in the order of all of its length: that of a dictionary.</summary>
    public long Number { get; }

    /// <summary>The operations.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>Those with one operation more, in order. Nothing comes after a reboot.</summary>
    public IEnumerable<ThreadProgram> Longer => Operations.Contains(Operation.Reboot) ? []
        : _alphabet.Operations.Select((next, digit) =>
            new ThreadProgram(_alphabet, (Number * _alphabet.Operations.Count) + digit, [.. Operations, next]));

    /// <summary>The same with each operation replaced by another one.</summary>
    /// <param name="other">The number of the other for the number of each.</param>
    public ThreadProgram Replaced(IReadOnlyList<int> other)
    {
        var replaced = new Operation[Operations.Count];
        long number = 0;
        for (int i = 0; i < replaced.Length; i++)
        {
            int digit = other[_alphabet.NumberOf(Operations[i])];
            replaced[i] = _alphabet.Operations[digit];
            number = (number * _alphabet.Operations.Count) + digit;
        }

        return new ThreadProgram(_alphabet, number, replaced);
    }

    /// <summary>Whether it resumes: then it may do so for the set-up.</summary>
    public bool Resumes { get; }

    /// <summary>Whether it leaves the kernel.</summary>
    public bool Jumps { get; }

    /// <summary>Whether it closes a handle on a session of a name: then it may be one of the set-up.</summary>
    public bool Closes(int name) => (_closed & (1 << name)) != 0;

    /// <summary>Whether it asks something of an open session of a name: then that may be one of the set-up.</summary>
    public bool Asks(int name) => (_asked & (1 << name)) != 0;

    /// <summary>How many handles of the set-up on a session of a name it needs, lest it closes or asks what nobody has
    /// opened.</summary>
    public int Wants(int name) => _wanted[name];

    private int NamesOf(Func<Operation, bool> isMeant) => _alphabet.Names.Index().Sum(each =>
        Operations.Any(operation => operation.Name == each.Item && isMeant(operation)) ? 1 << each.Index : 0);

    private int Wanted(ByteString name)
    {
        int held = 0;
        int wanted = 0;
        foreach (Operation operation in Operations.Where(operation => operation.Name == name))
        {
            held += operation.Service?.Argument switch
            {
                OperationArgument.Name => 1,
                OperationArgument.Handle => -1,
                _ => 0,
            };
            wanted = Math.Max(wanted, operation.Service?.Argument == OperationArgument.Session ? 1 - held : -held);
        }

        return wanted;
    }
}
