using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>The invariants of the specification, by name.</summary>
public static class Invariants
{
    /// <summary>Names are unique.</summary>
    public static Invariant UniqueNames { get; } = new(
        "unique-names", "No two sessions of one list have the same name.");

    /// <summary>Names are intact.</summary>
    public static Invariant NamesIntact { get; } = new(
        "names-intact", "Every session has the name that its creator gave it, 1 to 63 bytes without NUL.");

    /// <summary>Counters agree with the lists.</summary>
    public static Invariant CountMatches { get; } = new(
        "count-matches", "Each counter equals the sessions tracked; outgoing it is never above capacity.");

    /// <summary>Quiesced means empty.</summary>
    public static Invariant QuiescedIsEmpty { get; } = new(
        "quiesced-is-empty", "While quiesced no session exists, waits to be deserialized, or comes into being.");

    /// <summary>The image is what lives.</summary>
    public static Invariant ImageEqualsLive { get; } = new(
        "image-equals-live", "While frozen the image holds the outgoing sessions, all of them and no others, in order.");

    /// <summary>Handed out once.</summary>
    public static Invariant HandedOutOnce { get; } = new(
        "handed-out-once", "A preserved session is handed out at most once in a kernel.");

    /// <summary>Nothing lost or resurrected.</summary>
    public static Invariant NothingLost { get; } = new(
        "nothing-lost", "Across a kexec no session is lost or resurrected, and their order is kept.");

    /// <summary>Deserialize once.</summary>
    public static Invariant DeserializeOnce { get; } = new(
        "deserialize-once", "Deserialize happens once in a kernel and gives every caller the same answer.");

    /// <summary>Every invariant, in the order in which they are checked.</summary>
    public static IReadOnlyList<Invariant> All { get; } =
    [
        UniqueNames, NamesIntact, CountMatches, QuiescedIsEmpty, ImageEqualsLive, HandedOutOnce, NothingLost, DeserializeOnce,
    ];

    /// <summary>Checks the invariants that a single state can break.</summary>
    /// <param name="view">The state.</param>
    /// <returns>The first that does not hold, in the order of <see cref="All"/>; null where all hold.</returns>
    public static InvariantViolation? CheckState(SessionView view)
    {
        string? failure;
        return (failure = Duplicate(view.Outgoing) ?? Duplicate(view.Incoming)) is not null ? Broken(UniqueNames)
            : (failure = BadName(view.Outgoing) ?? BadName(view.Incoming)) is not null ? Broken(NamesIntact)
            : (failure = BadCount(view)) is not null ? Broken(CountMatches)
            : (failure = NotEmpty(view)) is not null ? Broken(QuiescedIsEmpty)
            : (failure = ImageDiffers(view)) is not null ? Broken(ImageEqualsLive)
            : null;

        InvariantViolation Broken(Invariant invariant) => new(invariant, $"{failure}; {view}");
    }

    /// <summary>Whether an image holds exactly a list of sessions.</summary>
    /// <param name="image">The names in the image; null where it cannot be read.</param>
    /// <param name="sessions">The sessions.</param>
    /// <returns>True where it does, in order.</returns>
    internal static bool Same(IReadOnlyList<ByteString>? image, IReadOnlyList<ViewedSession> sessions) =>
        image is not null && image.SequenceEqual(sessions.Select(session => session.Name));

    private static string? Duplicate(IReadOnlyList<ViewedSession> sessions)
    {
        if (sessions.Count < 2)
        {
            return null;
        }

        var seen = new HashSet<ByteString>();
        foreach (ViewedSession session in sessions)
        {
            if (!seen.Add(session.Name))
            {
                return $"two sessions are called '{session.Name}'";
            }
        }

        return null;
    }

    private static string? BadName(IReadOnlyList<ViewedSession> sessions)
    {
        foreach (ViewedSession session in sessions)
        {
            if (!SessionName.TryCreate(session.Name, out _))
            {
                return $"a session is called '{session.Name}' ({session.Name.Length} bytes)";
            }
        }

        return null;
    }

    private static string? BadCount(SessionView view) =>
        view.OutgoingCount != view.Outgoing.Count ? $"the outgoing count is {view.OutgoingCount} for {view.Outgoing.Count}"
        : view.IncomingCount != view.Incoming.Count ? $"the incoming count is {view.IncomingCount} for {view.Incoming.Count}"
        : view.OutgoingCount > view.Capacity ? $"the outgoing count is {view.OutgoingCount}, capacity {view.Capacity}"
        : null;

    private static string? NotEmpty(SessionView view) =>
        view.Quiesced && (view.Outgoing.Count > 0 || view.Incoming.Count > 0 || view.Waiting)
            ? "quiesced, but sessions exist or wait"
            : null;

    private static string? ImageDiffers(SessionView view) =>
        view.Frozen && !Same(view.Image, view.Outgoing) ? "frozen, but the image is not what lives" : null;
}
