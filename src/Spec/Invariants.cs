using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>The invariants of the specification, by name.</summary>
public static class Invariants
{
    private const string NotEmpty = "quiesced, but sessions exist or wait";

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

    /// <summary>The invariants that a single state can break, in the order in which they are checked. One that speaks of
    /// things apart from each other stands here once for each, so that it reads no more than it has to.</summary>
    public static IReadOnlyList<StateRule> OfStates { get; } =
    [
        new(UniqueNames, ViewParts.Outgoing, view => Duplicate(view.Outgoing)),
        new(UniqueNames, ViewParts.Incoming, view => Duplicate(view.Incoming)),
        new(NamesIntact, ViewParts.Outgoing, view => BadName(view.Outgoing)),
        new(NamesIntact, ViewParts.Incoming, view => BadName(view.Incoming)),
        new(CountMatches, ViewParts.Outgoing | ViewParts.OutgoingCount, view =>
            view.OutgoingCount != view.Outgoing.Count ? $"the outgoing count is {view.OutgoingCount} for {view.Outgoing.Count}"
            : view.OutgoingCount > view.Capacity ? $"the outgoing count is {view.OutgoingCount}, capacity {view.Capacity}"
            : null),
        new(CountMatches, ViewParts.Incoming | ViewParts.IncomingCount, view =>
            view.IncomingCount != view.Incoming.Count ? $"the incoming count is {view.IncomingCount} for {view.Incoming.Count}" : null),
        new(QuiescedIsEmpty, ViewParts.Quiesced | ViewParts.Outgoing, view => view.Quiesced && view.Outgoing.Count > 0 ? NotEmpty : null),
        new(QuiescedIsEmpty, ViewParts.Quiesced | ViewParts.Incoming, view => view.Quiesced && view.Incoming.Count > 0 ? NotEmpty : null),
        new(QuiescedIsEmpty, ViewParts.Quiesced | ViewParts.Waiting, view => view.Quiesced && view.Waiting ? NotEmpty : null),
        new(ImageEqualsLive, ViewParts.Frozen | ViewParts.Image | ViewParts.Outgoing, view =>
            view.Frozen && !Same(view.Image, view.Outgoing) ? "frozen, but the image is not what lives" : null),
    ];

    /// <summary>Checks the invariants that a single state can break.</summary>
    /// <param name="view">The state.</param>
    /// <returns>The first that does not hold, in the order of <see cref="OfStates"/>; null if all hold.</returns>
    public static InvariantViolation? CheckState(SessionView view)
    {
        foreach (StateRule rule in OfStates)
        {
            if (rule.Fails(view) is { } failure)
            {
                return new InvariantViolation(rule.Invariant, $"{failure}; {view}");
            }
        }

        return null;
    }

    /// <summary>Whether an image holds exactly a list of sessions.</summary>
    /// <param name="image">The names in the image; null if it cannot be read.</param>
    /// <param name="sessions">The sessions.</param>
    /// <returns>True if it does, in order.</returns>
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
        for (int i = 0; i < sessions.Count; i++)
        {
            ByteString name = sessions[i].Name;
            if (!ImmutableState.IsName(name))
            {
                return $"a session is called '{name}' ({name.Length} bytes)";
            }
        }

        return null;
    }
}
