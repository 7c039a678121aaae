using LuoVerified.Check.Explained;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Runs;

/// <summary>A state of the session service in words, as a picture of a run shows it.</summary>
internal static class StateWords
{
    /// <summary>The parts of a state.</summary>
    public static IReadOnlyList<StatePart> Of(SessionView view) =>
    [
        new StatePart("outgoing list", List(view.Outgoing)),
        new StatePart("outgoing count", $"{view.OutgoingCount}"),
        new StatePart("incoming list", List(view.Incoming)),
        new StatePart("incoming count", $"{view.IncomingCount}"),
        new StatePart("image for the next kernel", view.Image is null ? "unreadable" : $"[{string.Join(", ", view.Image.Select(name => Name($"{name}")))}]"),
        new StatePart("phase", Phase(view)),
    ];

    private static string List(IReadOnlyList<ViewedSession> sessions) =>
        $"[{string.Join(", ", sessions.Select(session => Name($"{session.Name}") + (session.Retrieved ? " (retrieved)" : "")))}]";

    private static string Name(string name) => name.Length == 0 ? "'' (empty name)" : name;

    private static string Phase(SessionView view)
    {
        string[] words = [view.Frozen ? "frozen" : "", view.Quiesced ? "quiesced" : "", view.Waiting ? "sessions wait to be deserialized" : ""];
        string phase = string.Join(", ", words.Where(word => word.Length > 0));
        return phase.Length == 0 ? "normal" : phase;
    }
}
