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

/// <summary>What is known of the frozen phase.</summary>
internal sealed class FreezeFacts
{
    /// <summary>For each thread whose serialize has written the image and not returned: how many aborts had been called then; -1
    /// if one was under way.</summary>
    private readonly Dictionary<int, int> _abortsBefore = [];
    private int _abortsPending;
    private int _abortsCalled;
    private int _serialized;

    /// <summary>Frozen for sure: from the return of a serialize, if no abort overlapped with what it did, to the call of an
    /// abort.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>Whether every serialize that has returned Ok was undone by an abort that has returned Ok.</summary>
    public bool IsAborted => _serialized <= 0;

    /// <summary>An abort begins.</summary>
    public void AbortCalled()
    {
        IsFrozen = false;
        _abortsPending++;
        _abortsCalled++;
    }

    /// <summary>An abort returns. It may have undone a serialize that has written the image and not returned.</summary>
    public void AbortReturned(bool succeeded)
    {
        _abortsPending--;
        _serialized = Math.Max(_serialized - (succeeded ? 1 : 0), -_abortsBefore.Count);
    }

    /// <summary>The serialize of a thread has written the image.</summary>
    public void ImageWritten(int thread) => _abortsBefore[thread] = _abortsPending == 0 ? _abortsCalled : -1;

    /// <summary>The serialize of a thread returns.</summary>
    public void SerializeReturned(int thread, bool succeeded)
    {
        _abortsBefore.Remove(thread, out int abortsBefore);
        _serialized += succeeded ? 1 : 0;
        IsFrozen |= succeeded && _abortsPending == 0 && abortsBefore == _abortsCalled;
    }
}
