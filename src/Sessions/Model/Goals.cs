using LuoVerified.Abi;
using LuoVerified.Check.Model;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Model;

/// <summary>An answer that leaves the state as it is and must be possible in some state.</summary>
/// <param name="Number">Its bit.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Answer">What it must answer.</param>
internal sealed record Goal(int Number, SpecOperation Operation, SpecAnswer Answer)
{
    /// <summary>The thread that asks; quiesce and resume differ for the one that has quiesced.</summary>
    private const int OtherThread = PackedState<ulong>.Thread + 1;

    /// <summary>Its name in reports.</summary>
    public string Name => $"{Operation.Word}: {Answer.Name}";

    /// <summary>Whether the specification gives this answer in a state and leaves the state.</summary>
    public bool IsReachedIn<TState, TName>(TState state, ModelBounds bounds, Func<int, TName> name)
        where TState : struct, ISessionState<TState, TName>, IEquatable<TState>
    {
        foreach (int asked in Names(bounds.Names))
        {
            foreach (int handle in Handles(bounds.Handles))
            {
                foreach ((ulong number, FileDescriptor? fd) in Question.RequestsOf(Operation, bounds))
                {
                    var with = new Arguments<TName>(name(asked), handle, OtherThread, SpecFault.None, number, fd);
                    if (Operation.Apply(state, with, out TState next) == Answer.Outcome && next.Equals(state))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>Whether it is about files.</summary>
    public bool IsOnFiles => Operation is SessionOperation { IsOnFiles: true };

    /// <summary>A handle that is not open; for a name, one that is not in use; of a session that is asked, any.</summary>
    private IEnumerable<int> Handles(int handles) => Operation.Argument switch
    {
        OperationArgument.Handle => [0],
        OperationArgument.Session => Enumerable.Range(0, handles + 1),
        _ => [int.MaxValue],
    };

    /// <summary>Each name, and one that no session ever has; or what is no name.</summary>
    private IEnumerable<int> Names(int names) => Answer.ToNoName || Operation.Argument != OperationArgument.Name
        ? [0]
        : Enumerable.Range(1, names).Append(ModelBounds.MaxNames + 1);
}

/// <summary>What must be reachable: a specification that forbids everything is wrong too.</summary>
internal static class Goals
{
    /// <summary>Every answer that leaves the state, in the order of the report. Bits below are those of
    /// <see cref="Transition.All"/>.</summary>
    public static IReadOnlyList<Goal> All { get; } =
    [
        .. SessionOperation.All.SelectMany(operation => operation.Answers.Select(answer => (operation, answer)))
            .Select((each, index) => new Goal(Transition.All.Count + index, each.operation, each.answer)),
    ];

    /// <summary>The names of those about files: without files nobody misses them.</summary>
    public static IReadOnlyList<string> OnFiles { get; } =
    [
        .. Transition.All.Where(transition => transition.IsOnFiles).Select(transition => transition.Name),
        .. All.Where(goal => goal.IsOnFiles).Select(goal => goal.Name),
    ];

    /// <summary>What must be reached within some bounds.</summary>
    public static ModelGoals Of(ModelBounds bounds) => new(
        [.. Transition.All.Select(transition => transition.Name), .. All.Select(goal => goal.Name)],
        Transition.All.Count,
        Within(bounds));

    /// <summary>Which answers that leave the state as it is can be had in a state, as bits.</summary>
    /// <param name="state">The state.</param>
    /// <param name="bounds">Which names, handles and files there are.</param>
    /// <param name="name">The name with a number, from 1; for 0 what is not a name.</param>
    public static ulong ReachedIn<TState, TName>(TState state, ModelBounds bounds, Func<int, TName> name)
        where TState : struct, ISessionState<TState, TName>, IEquatable<TState> =>
        All.Where(goal => (bounds.Files > 0 || !goal.IsOnFiles) && goal.IsReachedIn(state, bounds, name)).Aggregate(0UL, (all, goal) => all | Bit(goal.Number));

    /// <summary>The goals that the bounds do not rule out: without a second kernel nothing is ever handed over, and
    /// with fewer handles than capacity no list gets full.</summary>
    private static ulong Within(ModelBounds bounds)
    {
        bool handsOver = bounds.Kernels > 1;
        bool fills = Math.Min(bounds.Handles, bounds.Names) >= bounds.EffectiveCapacity;
        IEnumerable<int> transitions = Enumerable.Range(0, Transition.All.Count)
            .Where(number => handsOver || !Transition.All[number].NeedsHandOver)
            .Where(number => bounds.Files > 0 || !Transition.All[number].IsOnFiles);
        IEnumerable<int> answers = All.Where(goal => (bounds.Files > 0 || !goal.IsOnFiles) && goal.Answer.Need switch
        {
            AnswerNeed.HandOver => handsOver,
            AnswerNeed.FullList => fills,
            _ => true,
        }).Select(goal => goal.Number);
        return transitions.Concat(answers).Aggregate(0UL, (all, number) => all | Bit(number));
    }

    private static ulong Bit(int number) => 1UL << number;
}
