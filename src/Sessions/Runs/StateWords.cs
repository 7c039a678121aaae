using LuoVerified.Abi;
using LuoVerified.Check.Explained;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Runs;

/// <summary>A state of the session service in words, as a picture of a run shows it.</summary>
internal static class StateWords
{
    private const int LongName = 24;
    private const int Beginning = 8;

    /// <summary>The parts of a state.</summary>
    public static IReadOnlyList<StatePart> Of(SessionView view) =>
    [
        new StatePart("outgoing list", List(view, view.Outgoing, incoming: false)),
        new StatePart("outgoing count", $"{view.OutgoingCount}"),
        new StatePart("incoming list", List(view, view.Incoming, incoming: true)),
        new StatePart("incoming count", $"{view.IncomingCount}"),
        new StatePart("image for the next kernel", view.Image is null ? "unreadable" : $"[{string.Join(", ", view.Image.Select(name => Name(name)))}]"),
        new StatePart("phase", Phase(view)),
    ];

    private static string List(SessionView view, IReadOnlyList<ViewedSession> sessions, bool incoming) =>
        $"[{string.Join(", ", sessions.Select(session => Name(session.Name) + (session.Retrieved ? " (retrieved)" : "") + Files(view, session, incoming)))}]";

    private static string Files(SessionView view, ViewedSession session, bool incoming) => string.Concat(
        view.Files.Where(file => file.Incoming == incoming && file.Session == session.Name).Select(file => $" file {file.Token}{FileDescriptor.Of(file.File).After(file.Token)}{Words(file)}"));

    private static string Words(ViewedFile file) => file switch
    {
        { Frozen: true } => " (frozen)",
        { Retrieved: { } answer } => $" ({(answer == Errno.Ok ? "retrieved" : answer.ToAnswer())})",
        _ => "",
    };

    /// <summary>A long name is cut: pictures show that it is there and how long it is.</summary>
    private static string Name(ByteString name) => name.Length == 0 ? "'' (empty name)"
        : name.Length > LongName ? $"{new ByteString(name.Span[..Beginning])}\u2026 ({name.Length} bytes)" : $"{name}";

    private static string Phase(SessionView view)
    {
        string[] words = [view.Frozen ? "frozen" : "", view.Quiesced ? "quiesced" : "", view.Waiting ? "sessions wait to be deserialized" : ""];
        string phase = string.Join(", ", words.Where(word => word.Length > 0));
        return phase.Length == 0 ? "normal" : phase;
    }
}
