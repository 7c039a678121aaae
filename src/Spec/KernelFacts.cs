using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>What is known of a running kernel from calls and answers alone.</summary>
/// <param name="handedOver">The sessions that were handed over to it, in order.</param>
internal sealed class KernelFacts(IReadOnlyList<ByteString> handedOver)
{
    /// <summary>The sessions that were handed over to it, in order.</summary>
    public IReadOnlyList<ByteString> HandedOver { get; } = handedOver;

    /// <summary>The sessions that were handed out, by handle.</summary>
    public Dictionary<int, ByteString> Retrieved { get; } = [];

    /// <summary>The sessions that were handed out.</summary>
    public HashSet<ByteString> HandedOut { get; } = [];

    /// <summary>The sessions that were handed out and closed.</summary>
    public HashSet<ByteString> Closed { get; } = [];

    /// <summary>What the first deserialize to return answered; null if none has returned.</summary>
    public Outcome? Deserialized { get; set; }

    /// <summary>Whether a deserialize was called.</summary>
    public bool DeserializeCalled { get; set; }

    /// <summary>The thread that has quiesced; null if none is known to.</summary>
    public int? QuiescedBy { get; set; }

    /// <summary>Whether it is frozen.</summary>
    public FreezeFacts Freeze { get; } = new();
}

/// <summary>What is known of the frozen phase. Times are counted in events.</summary>
internal sealed class FreezeFacts
{
    /// <summary>For each thread whose serialize has written the image and not returned: when.</summary>
    private readonly Dictionary<int, int> _writing = [];

    /// <summary>When each serialize that has returned Ok had written the image.</summary>
    private readonly List<int> _written = [];

    /// <summary>When each abort returned that has returned Ok.</summary>
    private readonly List<int> _undone = [];
    private int _now;
    private int _abortsPending;
    private int _lastAbort = -1;

    /// <summary>Frozen for sure: a serialize has returned Ok, and every abort had returned before it wrote the image.</summary>
    public bool IsFrozen => _abortsPending == 0 && _written.Exists(time => time > _lastAbort);

    /// <summary>Whether each serialize that has returned Ok may have been undone by an abort of its own: one that returned Ok, after the image
    /// was written.</summary>
    public bool IsAborted => _undone.Count >= _written.Count
        && _written.OrderDescending().Zip(_undone.OrderDescending()).All(each => each.First < each.Second);

    /// <summary>An abort begins.</summary>
    public void AbortCalled() => _abortsPending++;

    /// <summary>An abort returns.</summary>
    public void AbortReturned(bool succeeded)
    {
        _abortsPending--;
        _lastAbort = ++_now;
        if (succeeded)
        {
            _undone.Add(_now);
        }
    }

    /// <summary>The serialize of a thread has written the image.</summary>
    public void ImageWritten(int thread) => _writing[thread] = ++_now;

    /// <summary>The serialize of a thread returns. An image that it did not have to write was there from the beginning.</summary>
    public void SerializeReturned(int thread, bool succeeded)
    {
        _writing.Remove(thread, out int written);
        if (succeeded)
        {
            _written.Add(written);
        }
    }
}
