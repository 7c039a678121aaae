using LuoVerified.Abi;
using LuoVerified.Impl.AsPosted;
using LuoVerified.Impl.HandOver;
using LuoVerified.Impl.Hardened;

namespace LuoVerified.Impl;

/// <summary>One way to build the session service, and what it says of itself. Operations are named by their words in
/// scenarios.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Summary">What it is, in one sentence.</param>
/// <param name="Create">Makes the service of a kernel that boots.</param>
public sealed record Design(string Name, string Summary, Func<KernelPlatform, ISessionService> Create)
{
    /// <summary>The specification of a design that says nothing else.</summary>
    public const string DefaultSpecification = "hardened";

    /// <summary>The patch as it was posted, its defects included.</summary>
    public static Design AsPosted { get; } = new(
        "as-posted", "The patch function by function, its defects included.", platform => new AsPostedSessions(platform))
    {
        IsProvedWhole = false,
    };

    /// <summary>The same interface with the defects designed out.</summary>
    public static Design Hardened { get; } = new(
        "hardened", "The same interface with the defects designed out.", platform => new HardenedSessions(platform))
    {
        LockHierarchy = HardenedSessions.LockHierarchy,
        HasFiles = true,
    };

    /// <summary>The designs that are judged if none is named: those of the patch's interface, whole.</summary>
    public static IReadOnlyList<Design> Default { get; } = [AsPosted, Hardened];

    /// <summary>Every design that a class of this assembly declares (<see cref="DeclaredDesigns"/>), in the order in which they are shown:
    /// <see cref="Default"/>, then the others by name.</summary>
    public static IReadOnlyList<Design> All => field ??=
    [
        .. Default,
        .. DeclaredDesigns.MembersOf(typeof(Design).Assembly.GetTypes()).Select(member => DeclaredDesigns.Read(member)!)
            .Except(Default).OrderBy(design => design.Name, StringComparer.Ordinal),
    ];

    /// <summary>The classes of its locks, outermost first, where the design documents in which order they are taken; a class
    /// that is not among them has no place. None by default.</summary>
    public IReadOnlyList<string> LockHierarchy { get; init; } = [];

    /// <summary>The locks with which operations return; by default a quiesce keeps its own until the resume. A lock that is said to
    /// be kept and is not, or is given back before, breaks the rule <c>lock-kept</c>.</summary>
    public IReadOnlyList<KeptLock> Keeps { get; init; } = [KeptLock.OfQuiesce];

    /// <summary>The operations that wait until the next kernel, if one comes, once a serialize has succeeded, for a lock that is kept for ever; what is wrong
    /// with a request by itself is answered. None by default. Any other wait without end is a deadlock, but for one for a resume.</summary>
    public IReadOnlyList<string> WaitsOnceFrozen { get; init; } = [];

    /// <summary>Whether a close of a session that was retrieved does not wait then, though <see cref="WaitsOnceFrozen"/> has the close; no by default.</summary>
    public bool ClosesRetrievedOnceFrozen { get; init; }

    /// <summary>The operations that open a device with one opener at a time: they wait for as long as one does that came through
    /// the device and waits in <see cref="WaitsOnceFrozen"/>. None by default.</summary>
    public IReadOnlyList<string> WaitsForOpener { get; init; } = [];

    /// <summary>The operations that it does not have, those of the machine included: no program on it has them, and scenarios that do
    /// are not applicable. Without <c>reboot</c> no kernel is left but by a serialize; without <c>corrupt</c> what is handed over
    /// is trusted. None by default.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>Whether sessions preserve files: it has the operations on them, and the files that its sessions hand out take requests
    /// (<see cref="ISessionFile.Ioctls"/>). False by default; then scenarios with files are not applicable.</summary>
    public bool HasFiles { get; init; }

    /// <summary>The most sessions that it tracks for the next kernel; null, the default, if that is up to the scenario.</summary>
    public int? Capacity { get; init; }

    /// <summary>What it hands over; a device tree with one block by default.</summary>
    public HandOverFormat Format { get; init; } = HandOverFormat.DeviceTree;

    /// <summary>Whether a deserialize that fails leaves the sessions that it has made so far, which nobody can reach any more, and what
    /// it has not read; false by default. The sessions are what <see cref="SessionSnapshot.GivenUp"/> counts; anything else that is left is a leak.</summary>
    public bool GivesUpAfterFailedDeserialize { get; init; }

    /// <summary>Whether it keeps preserved blocks of its own, beside those that the next kernel is led to
    /// (<see cref="SessionSnapshot.OwnBlocks"/>): they are no leak. False by default; true of one with files, which may keep what files
    /// will need.</summary>
    public bool HasOwnBlocks { get => field || HasFiles; init; }

    /// <summary>The name of the specification that it is held to; <see cref="DefaultSpecification"/> by default.</summary>
    public string Specification { get; init; } = DefaultSpecification;

    /// <summary>Whether the small programs are proved on it, too, if the whole catalogue is; true by default. Not on one whose defects
    /// are known and stay.</summary>
    public bool IsProvedWhole { get; init; } = true;

    /// <summary>The name of the design that it is a change of: what scenarios say must be found on that, data races too, must be found
    /// on this one, unless a scenario or <see cref="Expect"/> says otherwise. Null, the default, for none.</summary>
    public string? BasedOn { get; init; }

    /// <summary>The scenarios that it carries beside the catalogue, each as text (docs/scenarios.md): they are run on it, and on no design
    /// that does not carry them, too, unless they are asked for by name. None by default.</summary>
    public IReadOnlyList<string> Scenarios { get; init; } = [];

    /// <summary>What must be found on it, by the name of a scenario of the catalogue or of its own: what stands behind the colon of an
    /// <c>expect</c> line. A scenario that says itself what must be found on the design wins; pass if neither says anything.</summary>
    public IReadOnlyDictionary<string, string> Expect { get; init; } = new Dictionary<string, string>();
}
