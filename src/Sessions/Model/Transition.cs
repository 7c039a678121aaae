using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Model;

/// <summary>A kind of transition of the model: an operation that succeeds and changes the state. One that closes a handle is
/// two, since what it does to an outgoing and to an incoming session differs.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="List">Of which list the session is whose handle it takes; null if it takes none.</param>
internal sealed record Transition(SpecOperation Operation, SessionList? List = null)
{
    /// <summary>Every kind, in the order of reports; a kexec is the last.</summary>
    public static IReadOnlyList<Transition> All { get; } =
        [.. SessionOperation.All.Where(operation => !operation.IsQuery).SelectMany(Kinds), new Transition(Jump.Instance)];

    /// <summary>The most transitions out of any state: of each kind as many as there can be arguments.</summary>
    public static int MostPerState => All.Count * ModelBounds.MaxNames * ModelBounds.MaxFiles;

    /// <summary>Its index in <see cref="All"/>.</summary>
    public int Number => All.TakeWhile(each => each != this).Count();

    /// <summary>Its word. In the model a jump follows a serialize.</summary>
    public string Word => Operation is Jump ? "kexec" : Operation.Word;

    /// <summary>Its name in reports.</summary>
    public string Name => $"{Word}: {Operation.Success}" + (List is { } list ? $", {list.ToString().ToLowerInvariant()}" : "");

    /// <summary>Whether it is possible only with sessions of a previous kernel.</summary>
    public bool NeedsHandOver => Operation.Need == AnswerNeed.HandOver || List == SessionList.Incoming;

    /// <summary>Whether it is possible only with files.</summary>
    public bool IsOnFiles => Operation is SessionOperation { IsOnFiles: true };

    /// <summary>The numbers that it is asked with: tokens, or a field that must be 0.</summary>
    /// <param name="bounds">How many files there are.</param>
    /// <returns>The numbers; none without files.</returns>
    public IEnumerable<int> Numbers(ModelBounds bounds) => !IsOnFiles || bounds.Files == 0 ? []
        : Operation is SessionOperation { TakesToken: true } ? Enumerable.Range(1, bounds.Files)
        : [0];

    /// <summary>The argument of a move that is asked of the session at a place with a number.</summary>
    public static int ArgumentOf(int place, int number) => (place * (ModelBounds.MaxFiles + 1)) + number;

    /// <summary>The place and the number of such an argument.</summary>
    public static (int Place, int Number) Of(int argument) =>
        (argument / (ModelBounds.MaxFiles + 1), argument % (ModelBounds.MaxFiles + 1));

    private static IEnumerable<Transition> Kinds(SessionOperation operation) => operation.Argument switch
    {
        OperationArgument.Handle => [new(operation, SessionList.Outgoing), new(operation, SessionList.Incoming)],
        OperationArgument.Session => [new(operation, operation.Need == AnswerNeed.HandOver ? SessionList.Incoming : SessionList.Outgoing)],
        _ => [new(operation)],
    };
}
