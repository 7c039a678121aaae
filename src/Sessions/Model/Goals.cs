using LuoVerified.Abi;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Model;

/// <summary>An answer that leaves the state as it is and must be possible in some state.</summary>
/// <param name="Number">Its bit.</param>
/// <param name="Name">Its name in reports.</param>
/// <param name="Kind">The operation.</param>
/// <param name="Names">The names to ask for, by their numbers, given how many there are; 0 is not a name.</param>
/// <param name="Answer">What it must answer; null if it must wait.</param>
internal sealed record Goal(
    int Number, string Name, ActionKind Kind, Func<int, IEnumerable<int>> Names, Outcome? Answer)
{
    /// <summary>The thread that asks; quiesce and resume differ for the one that has quiesced.</summary>
    private const int OtherThread = PackedState<ulong>.Thread + 1;

    /// <summary>Whether the specification gives this answer in a state and leaves the state.</summary>
    public bool IsReachedIn<TState, TName>(TState state, int names, Func<int, TName> name)
        where TState : struct, ISessionState<TState, TName>, IEquatable<TState>
    {
        var action = new SpecAction(Kind, Handle: Kind == ActionKind.Close ? 0 : int.MaxValue, Thread: OtherThread);
        return Names(names).Any(number =>
            SessionSpec.Apply(state, action, name(number), out TState next) == Answer && next.Equals(state));
    }
}

/// <summary>What must be reachable: a specification that forbids everything is wrong too.</summary>
internal static class Goals
{
    /// <summary>Every answer that leaves the state, in the order of the report. Bits below are those of
    /// <see cref="MoveKind"/>.</summary>
    public static IReadOnlyList<Goal> All { get; } = Number(
        ("create: -EINVAL, no name", ActionKind.Create, NoName, Outcome.Of(Errno.EINVAL)),
        ("create: -EBUSY", ActionKind.Create, AnyName, Outcome.Of(Errno.EBUSY)),
        ("create: -EEXIST", ActionKind.Create, AnyName, Outcome.Of(Errno.EEXIST)),
        ("create: -ENOMEM", ActionKind.Create, AnyName, Outcome.Of(Errno.ENOMEM)),
        ("create: waits", ActionKind.Create, AnyName, null),
        ("retrieve: -EINVAL, no name", ActionKind.Retrieve, NoName, Outcome.Of(Errno.EINVAL)),
        ("retrieve: -EBUSY", ActionKind.Retrieve, AnyName, Outcome.Of(Errno.EBUSY)),
        ("retrieve: -ENOENT", ActionKind.Retrieve, AnyName, Outcome.Of(Errno.ENOENT)),
        ("retrieve: -EINVAL, handed out before", ActionKind.Retrieve, AnyName, Outcome.Of(Errno.EINVAL)),
        ("retrieve: waits", ActionKind.Retrieve, AnyName, null),
        ("close: -EBADF", ActionKind.Close, NoName, Outcome.Of(Errno.EBADF)),
        ("serialize: -EBUSY", ActionKind.Serialize, NoName, Outcome.Of(Errno.EBUSY)),
        ("serialize: waits", ActionKind.Serialize, NoName, null),
        ("abort: -EINVAL", ActionKind.Abort, NoName, Outcome.Of(Errno.EINVAL)),
        ("deserialize: the first answer again", ActionKind.Deserialize, NoName, Outcome.Ok),
        ("quiesce: false", ActionKind.Quiesce, NoName, Outcome.False),
        ("quiesce: waits", ActionKind.Quiesce, NoName, null),
        ("resume: unlock-not-held", ActionKind.Resume, NoName, Outcome.NotHeld));

    /// <summary>How many there are, transitions included.</summary>
    public static int Count => FirstAnswer + All.Count;

    private static int FirstAnswer => (int)MoveKind.Kexec + 1;

    /// <summary>The bits of those that are transitions.</summary>
    public static ulong Transitions => ModelLayout.Ones(FirstAnswer);

    /// <summary>Which answers that leave the state as it is can be had in a state, as bits.</summary>
    /// <param name="state">The state.</param>
    /// <param name="names">How many names there are.</param>
    /// <param name="name">The name with a number, from 1; for 0 what is not a name.</param>
    public static ulong ReachedIn<TState, TName>(TState state, int names, Func<int, TName> name)
        where TState : struct, ISessionState<TState, TName>, IEquatable<TState> =>
        All.Where(goal => goal.IsReachedIn(state, names, name)).Aggregate(0UL, (all, goal) => all | Bit(goal.Number));

    /// <summary>The name of a goal.</summary>
    public static string NameOf(int number) => number >= FirstAnswer
        ? All[number - FirstAnswer].Name
        : (MoveKind)number switch
        {
            MoveKind.CloseOutgoing => "close: ok, outgoing",
            MoveKind.CloseIncoming => "close: ok, incoming",
            MoveKind.Quiesce => "quiesce: true",
            MoveKind kind => $"{kind.ToString().ToLowerInvariant()}: ok",
        };

    /// <summary>The goals that the bounds do not rule out: without a second kernel nothing is ever handed over, and
    /// with fewer handles than capacity no list gets full.</summary>
    public static ulong Within(ModelBounds bounds)
    {
        ulong within = ModelLayout.Ones(Count);
        if (bounds.Kernels < 2)
        {
            within &= ~(Bit((int)MoveKind.Retrieve) | Bit((int)MoveKind.CloseIncoming) | Bit((int)MoveKind.Kexec)
                | Bit(Numbered("retrieve: -EINVAL, handed out before")));
        }

        if (Math.Min(bounds.Handles, bounds.Names) < bounds.EffectiveCapacity)
        {
            within &= ~Bit(Numbered("create: -ENOMEM"));
        }

        return within;
    }

    private static ulong Bit(int number) => 1UL << number;

    private static int Numbered(string name) => All.Single(goal => goal.Name == name).Number;

    private static IEnumerable<int> NoName(int names) => [0];

    /// <summary>Each name, and one that no session ever has.</summary>
    private static IEnumerable<int> AnyName(int names) => Enumerable.Range(1, names).Append(ModelBounds.MaxNames + 1);

    private static Goal[] Number(
        params (string Name, ActionKind Kind, Func<int, IEnumerable<int>> Names, Outcome? Answer)[] goals) =>
        [.. goals.Select((goal, index) =>
            new Goal(FirstAnswer + index, goal.Name, goal.Kind, goal.Names, goal.Answer))];
}
