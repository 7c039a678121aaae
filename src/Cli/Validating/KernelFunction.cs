using LuoVerified.Spec.Operations;

namespace LuoVerified.Cli.Validating;

/// <summary>A function of the kernel (<c>kernel/liveupdate/luo_session.c</c>) that is an operation of the specification.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Operation">The operation.</param>
internal sealed record KernelFunction(string Name, SessionOperation Operation)
{
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
    ];

    /// <summary>The function that an event is of, by the name that ftrace gives to the events of fprobes.</summary>
    /// <param name="name">The name of an event.</param>
    /// <returns>The function, and whether it returns; null for any other event.</returns>
    public static (KernelFunction Function, bool Returns)? OfEvent(string name) =>
        All.FirstOrDefault(each => name == each.Name + Entry) is { } entered ? (entered, false)
        : All.FirstOrDefault(each => name == each.Name + Exit) is { } left ? (left, true)
        : null;
}
