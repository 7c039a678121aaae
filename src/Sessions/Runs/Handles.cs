using LuoVerified.Abi;

namespace LuoVerified.Sessions.Runs;

/// <summary>An open file of a session.</summary>
/// <param name="File">The file.</param>
/// <param name="Number">The number that the specification knows it by.</param>
internal readonly record struct Handle(ISessionFile File, int Number);

/// <summary>The open files of a thread, in the order in which it got them.</summary>
internal sealed class Handles
{
    private readonly List<(ByteString Session, Handle Handle)> _open = [];

    /// <summary>How many operations that may give one out were begun; the numbers of handles depend on it.</summary>
    public int Calls { get; set; }

    /// <summary>Takes the last one of a session.</summary>
    public bool TryTake(ByteString session, out Handle handle)
    {
        for (int at = _open.Count - 1; at >= 0; at--)
        {
            if (_open[at].Session == session)
            {
                handle = _open[at].Handle;
                _open.RemoveAt(at);
                return true;
            }
        }

        handle = default;
        return false;
    }

    /// <summary>Looks for the last one of a session, which stays.</summary>
    public bool TryFind(ByteString session, out Handle handle)
    {
        int at = _open.FindLastIndex(each => each.Session == session);
        handle = at < 0 ? default : _open[at].Handle;
        return at >= 0;
    }

    /// <summary>Keeps one.</summary>
    public void Keep(ByteString session, Handle handle) => _open.Add((session, handle));

    /// <summary>Forgets all: their kernel was left.</summary>
    public void Clear()
    {
        _open.Clear();
        Calls = 0;
    }
}
