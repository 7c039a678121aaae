using LuoVerified.Abi;

namespace LuoVerified.Sessions.Runs;

/// <summary>An open file of a session.</summary>
/// <param name="File">The file.</param>
/// <param name="Number">The number that the specification knows it by.</param>
internal readonly record struct Handle(ISessionFile File, int Number);

/// <summary>The open files of a thread, by session, the last one on top.</summary>
internal sealed class Handles
{
    private readonly Dictionary<ByteString, Stack<Handle>> _open = [];

    /// <summary>How many operations that may give one out were begun; the numbers of handles depend on it.</summary>
    public int Calls { get; set; }

    /// <summary>Takes the last one of a session.</summary>
    public bool TryTake(ByteString name, out Handle handle)
    {
        handle = default;
        return _open.TryGetValue(name, out Stack<Handle>? stack) && stack.TryPop(out handle);
    }

    /// <summary>Keeps one.</summary>
    public void Keep(ByteString name, Handle handle)
    {
        if (!_open.TryGetValue(name, out Stack<Handle>? stack))
        {
            _open.Add(name, stack = []);
        }

        stack.Push(handle);
    }

    /// <summary>Forgets all: their kernel was left.</summary>
    public void Clear()
    {
        _open.Clear();
        Calls = 0;
    }
}
