using LuoVerified.Spec.Operations;

namespace LuoVerified.Cli.Validating;

/// <summary>A function of the kernel (<c>kernel/liveupdate/luo_session.c</c>) that is an operation of the specification.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Operation">The operation; null for a request that is none, or not recorded whole.</param>
/// <param name="Command">Of the function that takes the requests to a session, the number of the request; null for other
/// functions.</param>
internal sealed record KernelFunction(string Name, SessionOperation? Operation, long? Command = null)
{
    private const string Ioctl = "luo_session_ioctl";
    private const string Entry = "__entry";
    private const string Exit = "__exit";

    /// <summary>Every one. The kernel has none for an abort: it does not undo a serialize.</summary>
    public static IReadOnlyList<KernelFunction> All { get; } =
    [
        new("luo_session_create", SessionOperation.Create),
        new("luo_session_retrieve", SessionOperation.Retrieve),
        new("luo_session_release", SessionOperation.Close),
        new("luo_session_serialize", SessionOperation.Serialize),
        new("luo_session_deserialize", SessionOperation.Deserialize),
        new("luo_session_quiesce", SessionOperation.Quiesce),
        new("luo_session_resume", SessionOperation.Resume),
        new(Ioctl, SessionOperation.PreserveFd, 0xba40),
        new(Ioctl, SessionOperation.RetrieveFd, 0xba41),
        new(Ioctl, SessionOperation.Finish, 0xba42),
    ];

    private static KernelFunction OtherRequest { get; } = new(Ioctl, null);

    /// <summary>The function that an event is of, by the name that ftrace gives to the events of fprobes.</summary>
    /// <param name="line">The event.</param>
    /// <returns>The function, and whether it returns: then with the same name and perhaps another request. Null for any other
    /// event.</returns>
    /// <exception cref="FormatException">It is a request and has no number.</exception>
    public static (KernelFunction Function, bool Returns)? OfEvent(FtraceLine line) =>
        line.Event == Ioctl + Entry ? (All.FirstOrDefault(each => each.Command == line.Command) ?? OtherRequest, false)
        : All.FirstOrDefault(each => line.Event == each.Name + Entry) is { } entered ? (entered, false)
        : All.FirstOrDefault(each => line.Event == each.Name + Exit) is { } left ? (left, true)
        : null;
}
