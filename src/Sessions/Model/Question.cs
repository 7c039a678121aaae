using LuoVerified.Abi;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Model;

/// <summary>What an operation can be asked within some bounds: every argument, every thread that makes a difference. Nothing is
/// refused by the environment, as everywhere in the model, but for a file that cannot be finished when its session is closed.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Name">The number of the name: 0 for what is not a name, one more than <see cref="ModelBounds.MaxNames"/> for a name that
/// no session has; 0 if it asks for none.</param>
/// <param name="Handle">The handle: 0 for one that is not open. For an operation that makes one, a number that no session has.</param>
/// <param name="Thread">Who asks.</param>
/// <param name="Number">The token, or what stands in a field that must be 0.</param>
/// <param name="Fd">The descriptor of a file; null for that of the file with the number of the token.</param>
/// <param name="Fault">What is refused.</param>
internal sealed record Question(
    SpecOperation Operation, int Name, int Handle, int Thread, ulong Number = 0, FileDescriptor? Fd = null, SpecFault Fault = SpecFault.None)
{
    /// <summary>The question in words.</summary>
    public override string ToString() =>
        $"{Operation.Word} with name {Name}, handle {Handle}, thread {Thread}, number {Number}{Fd?.After(Number)}{(Fault == SpecFault.None ? "" : $", {Fault} refused")}";

    /// <summary>What the specification answers.</summary>
    /// <param name="state">The state.</param>
    /// <param name="name">The name with a number.</param>
    /// <param name="next">The state after it.</param>
    /// <returns>Null if it waits.</returns>
    public Outcome? In<TState, TName>(TState state, Func<int, TName> name, out TState next)
        where TState : struct, ISessionState<TState, TName> =>
        Operation.Apply(state, new Arguments<TName>(name(Name), Handle, Thread, Fault, Number, Fd), out next);

    /// <summary>Every question, in a fixed order.</summary>
    /// <param name="bounds">Which names and handles there are.</param>
    /// <returns>The questions.</returns>
    public static IReadOnlyList<Question> Within(ModelBounds bounds) =>
    [
        .. from operation in SessionOperation.All
           where bounds.Files > 0 || !operation.IsOnFiles
           from name in operation.Argument == OperationArgument.Name
               ? [0, .. Enumerable.Range(1, bounds.Names), ModelBounds.MaxNames + 1]
               : (int[])[0]
           from handle in operation.Argument switch
           {
               OperationArgument.Handle or OperationArgument.Session => Enumerable.Range(0, bounds.Handles + 1),
               OperationArgument.Name => [int.MaxValue],
               _ => [0],
           }
           from thread in (int[])[PackedState<ulong>.Thread, PackedState<ulong>.Thread + 1]
           from request in RequestsOf(operation, bounds)
           from fault in operation is Close && bounds.Files > 0 ? [SpecFault.None, SpecFault.FileFinish] : (SpecFault[])[SpecFault.None]
           select new Question(operation, name, handle, thread, request.Number, request.Fd, fault),
    ];

    /// <summary>The numbers and descriptors with which an operation can be asked, wrong ones included: a token that no file has, of what
    /// hands files out, what is not 0, or a descriptor that is not open or of a file that no handler takes.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="bounds">How many files there are.</param>
    /// <returns>The numbers and descriptors.</returns>
    public static IEnumerable<(ulong Number, FileDescriptor? Fd)> RequestsOf(SpecOperation operation, ModelBounds bounds)
    {
        IEnumerable<int> numbers = operation is not SessionOperation { IsOnFiles: true } onFiles ? [0]
            : onFiles.TakesToken ? Enumerable.Range(1, onFiles.Need == AnswerNeed.HandOver ? bounds.Files + 1 : bounds.Files)
            : [0, 1];
        FileDescriptor?[] descriptors = operation is SessionOperation { TakesFd: true } ? [null, FileDescriptor.Closed, FileDescriptor.Unhandled] : [null];
        return numbers.SelectMany(number => descriptors.Select(fd => ((ulong)number, fd)));
    }
}
