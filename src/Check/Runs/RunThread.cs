using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl;

namespace LuoVerified.Check.Runs;

/// <summary>What a run knows of one of its threads.</summary>
internal sealed class RunThread(int index)
{
    public int Index { get; } = index;

    /// <summary>0 once the thread has ended: the runtime gives its number to the next.</summary>
    public int ManagedId { get; set; } = Environment.CurrentManagedThreadId;

    /// <summary>Open handles by session, the last one on top.</summary>
    public Dictionary<ByteString, Stack<(SessionFile File, int Handle)>> Files { get; } = [];

    /// <summary>Operations so far in this kernel.</summary>
    public int Calls { get; set; }

    public Call? Current { get; set; }

    public CallTarget? CurrentTarget { get; set; }

    /// <summary>The step that is announced and has not happened: what the thread waits for.</summary>
    public Step? Pending { get; set; }

    /// <summary>In the order in which they were taken.</summary>
    public List<HeldLock> Held { get; } = [];

    /// <summary>How many locks a successful quiesce left held.</summary>
    public int HeldByQuiesce { get; set; }

    public bool TryTake(ByteString name, out (SessionFile File, int Handle) open)
    {
        open = default;
        return Files.TryGetValue(name, out Stack<(SessionFile, int)>? stack) && stack.TryPop(out open);
    }

    public void Keep(ByteString name, SessionFile file, int handle)
    {
        if (!Files.TryGetValue(name, out Stack<(SessionFile, int)>? stack))
        {
            Files.Add(name, stack = []);
        }

        stack.Push((file, handle));
    }
}
