using LuoVerified.Abi;

namespace LuoVerified.Impl.Seeded;

/// <summary>Shows another state than it has.</summary>
/// <param name="platform">What the kernel gives.</param>
/// <param name="change">Makes the state that is shown.</param>
/// <param name="design">The design; the hardened one by default.</param>
internal sealed class Shows(KernelPlatform platform, Func<SessionSnapshot, SessionSnapshot> change, Design? design = null)
    : SeededSessions(platform, design)
{
    private const int TooLong = 64;

    private static readonly ListedSession Another = new(ByteString.FromUtf8("another"), Retrieved: false);

    public override SessionSnapshot Inspect() => change(base.Inspect());

    /// <summary>Nothing of being frozen, quiesced, or handed sessions that wait.</summary>
    public static SessionSnapshot Less(SessionSnapshot state) => state with { Frozen = false, Waiting = false, Quiesced = false };

    public static SessionSnapshot IncomingTwice(SessionSnapshot state) =>
        state with { Incoming = [.. state.Incoming, .. state.Incoming], IncomingCount = 2 * state.IncomingCount };

    public static SessionSnapshot OutgoingWithoutNames(SessionSnapshot state) =>
        state with { Outgoing = [.. state.Outgoing.Select(each => each with { Name = ByteString.FromUtf8("") })] };

    public static SessionSnapshot IncomingWithLongNames(SessionSnapshot state) => state with
    {
        Incoming = [.. state.Incoming.Select(each => each with { Name = ByteString.FromUtf8(new string('n', TooLong)) })],
    };

    public static SessionSnapshot OutgoingRenamed(SessionSnapshot state) =>
        state with { Outgoing = [.. state.Outgoing.Select(each => each with { Name = Another.Name })] };

    /// <summary>One session more than there are, and counted.</summary>
    public static SessionSnapshot OutgoingAndAnother(SessionSnapshot state) => state.Outgoing.Count == 0 ? state
        : state with { Outgoing = [.. state.Outgoing, Another], OutgoingCount = state.OutgoingCount + 1 };

    /// <summary>A session that nobody has handed over.</summary>
    public static SessionSnapshot IncomingAndAnother(SessionSnapshot state) => state.Incoming.Count == 0 ? state
        : state with { Incoming = [.. state.Incoming, Another], IncomingCount = state.IncomingCount + 1 };

    public static SessionSnapshot OutgoingMiscounted(SessionSnapshot state) => state with { OutgoingCount = state.OutgoingCount + 1 };

    public static SessionSnapshot IncomingMiscounted(SessionSnapshot state) =>
        state with { IncomingCount = state.Incoming.Count == 0 ? 0 : state.IncomingCount + 1 };

    /// <summary>All but the first of what was handed over.</summary>
    public static SessionSnapshot IncomingWithoutFirst(SessionSnapshot state) =>
        state with { Incoming = [.. state.Incoming.Skip(1)], IncomingCount = Math.Max(0, state.IncomingCount - 1) };

    /// <summary>The sessions are those of the image, and their order is not.</summary>
    public static SessionSnapshot OutgoingReversed(SessionSnapshot state) =>
        state with { Outgoing = [.. state.Outgoing.Reverse()] };

    /// <summary>It cannot even be shown once there is a session.</summary>
    public static SessionSnapshot Nothing(SessionSnapshot state) =>
        state.Outgoing.Count == 0 ? state : throw new InvalidOperationException("list corruption");
}
