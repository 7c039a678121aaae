using System.Diagnostics.CodeAnalysis;
using LuoVerified.Abi;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.Hardened;

/// <summary>Sessions in order of arrival with a look-up by name: every operation takes O(1) expected time but the
/// enumeration. Guarded by the lists' lock.</summary>
internal sealed class SessionTable
{
    private readonly LinkedList<HardenedSession> _order = new();
    private readonly Dictionary<SessionName, HardenedSession> _byName = [];

    public int Count => _byName.Count;

    public IEnumerable<HardenedSession> InOrder => _order;

    /// <summary>The files of all sessions, in order, each with its session and the place of that, from 0.</summary>
    public IEnumerable<(int Place, HardenedSession Session, HardenedFile File)> Files =>
        _order.Index().SelectMany(each => each.Item.Files.Select(file => (each.Index, each.Item, file)));

    /// <summary>For <see cref="ISessionService.Inspect"/>.</summary>
    [Unwatched]
    public IReadOnlyList<ListedSession> Observed
    {
        get
        {
            var observed = new ListedSession[_order.Count];
            int at = 0;
            foreach (HardenedSession session in _order)
            {
                observed[at++] = session.Observed;
            }

            return observed;
        }
    }

    /// <summary>For <see cref="ISessionService.Inspect"/>.</summary>
    [Unwatched]
    public void ObserveFiles(bool incoming, List<ListedFile> files)
    {
        foreach (HardenedSession session in _order)
        {
            foreach (HardenedFile file in session.Files)
            {
                files.Add(file.Observed(incoming, session.Name.Bytes));
            }
        }
    }

    public bool Contains(SessionName name) => _byName.ContainsKey(name);

    public bool TryFind(SessionName name, [NotNullWhen(true)] out HardenedSession? session) =>
        _byName.TryGetValue(name, out session);

    public void Append(HardenedSession session)
    {
        _byName.Add(session.Name, session);
        _order.AddLast(session.Node);
    }

    public void Remove(HardenedSession session)
    {
        _byName.Remove(session.Name);
        _order.Remove(session.Node);
    }
}
