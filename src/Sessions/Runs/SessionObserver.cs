using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Impl;
using LuoVerified.Sessions.Images;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Runs;

/// <summary>The session service as rules see it: lists and counters as the design shows them, the image as it stands in
/// memory, all else from calls and answers.</summary>
/// <param name="machine">The machine; looked at between two steps.</param>
/// <param name="monitor">What is known from calls and answers.</param>
internal sealed class SessionObserver(Machine machine, Func<SpecificationMonitor> monitor) : IObserved<SessionView>
{
    private Kernel? _kernel;
    private HandOverImage? _image;

    /// <summary>What the running kernel will hand over, as it stands.</summary>
    public HandOverImage Outgoing
    {
        get
        {
            Kernel running = machine.Kernel!;
            if (_kernel != running)
            {
                (_kernel, _image) = (running, HandOverImage.Of(machine.Memory, running.OutgoingTree));
            }

            return _image!;
        }
    }

    /// <summary>The state of the running kernel as it is now; frozen, waiting and quiesced as the design shows them, false if it
    /// does not.</summary>
    public SessionView Look() => View(Inspect(machine.Kernel!.Sessions));

    /// <inheritdoc/>
    public int Difference(SessionView one, SessionView other) => (int)one.DifferenceFrom(other);

    /// <inheritdoc/>
    public SessionView With(SessionView view, int parts, SessionView from) => view.With((ViewParts)parts, from);

    /// <inheritdoc/>
    public SessionView WithFacts(SessionView view) => monitor().WithFacts(view);

    /// <summary>Whether a state of the specification is what the design shows now, with the image if the state is frozen; the
    /// order of lists is overlooked.</summary>
    public bool Shows(SpecState state)
    {
        SessionSnapshot snapshot = Inspect(machine.Kernel!.Sessions);
        SessionView shown = View(snapshot);
        var meant = SessionView.Of(state);
        return (snapshot.Waiting ?? meant.Waiting) == meant.Waiting
            && (snapshot.Frozen ?? meant.Frozen) == meant.Frozen
            && (snapshot.Quiesced ?? meant.Quiesced) == meant.Quiesced
            && AreSame(shown.Outgoing, meant.Outgoing)
            && AreSame(shown.Incoming, meant.Incoming)
            && (!meant.Frozen || shown.Image?.Order().SequenceEqual(meant.Image!.Order()) == true)
            && AreEqual(shown.Files, meant.Files)
            && (!meant.Frozen || AreEqual(Outgoing.Files, [.. state.Files.Where(file => file.Place == FilePlace.Image).Select(file => (file.Session.Bytes, file.Token, file.File))]));

        static bool AreEqual<T>(IReadOnlyList<T> one, IReadOnlyList<T> other) => one.Count == other.Count && one.ToHashSet().SetEquals(other);

        static bool AreSame(IReadOnlyList<ViewedSession> one, IReadOnlyList<ViewedSession> other) =>
            one.SequenceEqual(other) || (one.Count == other.Count && Sorted(one).SequenceEqual(Sorted(other)));

        static IEnumerable<ViewedSession> Sorted(IReadOnlyList<ViewedSession> sessions) =>
            sessions.OrderBy(session => session.Name.ToString(), StringComparer.Ordinal);
    }

    /// <summary>The only code of the design that ours calls in the middle of a step.</summary>
    private static SessionSnapshot Inspect(ISessionService sessions)
    {
        try
        {
            return sessions.Inspect();
        }
        catch (Exception fault) when (fault is not InternalErrorException && RunErrorException.IsOurs(fault))
        {
            throw new CheckedCodeException(fault);
        }
    }

    private SessionView View(SessionSnapshot shown) => new(
        machine.SessionCapacity,
        Sessions(shown.Outgoing),
        shown.OutgoingCount,
        Sessions(shown.Incoming),
        shown.IncomingCount,
        shown.Waiting ?? false,
        shown.Frozen ?? false,
        shown.Quiesced ?? false,
        Outgoing.Names)
    {
        Files = shown.Files.Count == 0 ? [] : [.. shown.Files.Select(Viewed)],
    };

    private ViewedFile Viewed(ListedFile file) => new(
        file.Incoming,
        file.Session,
        file.Token,
        file.File,
        file.Retrieved,
        !file.Incoming && machine.Kernel!.Platform.Handler.IsFrozen(file.File));

    private static ViewedSession[] Sessions(IReadOnlyList<ListedSession> sessions)
    {
        ViewedSession[] viewed = sessions.Count == 0 ? [] : new ViewedSession[sessions.Count];
        for (int i = 0; i < viewed.Length; i++)
        {
            viewed[i] = new ViewedSession(sessions[i].Name, sessions[i].Retrieved);
        }

        return viewed;
    }
}
