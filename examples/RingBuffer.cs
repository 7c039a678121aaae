namespace Examples;

/// <summary>Hands numbers from one thread to another without a lock. The bug: it tells of a number too early.</summary>
public class RingBuffer(bool hasBug)
{
    private readonly int[] _slots = new int[1];
    private int _put, _taken;

    /// <summary>Answers the number; 0 if there is no room for it.</summary>
    public int Put(int number)
    {
        int at = _put;
        if (at - Volatile.Read(ref _taken) == _slots.Length) return 0;
        if (hasBug) Volatile.Write(ref _put, at + 1);
        _slots[at % _slots.Length] = number;
        Volatile.Write(ref _put, at + 1);
        return number;
    }

    /// <summary>Answers the next number; 0 if there is none.</summary>
    public int Take()
    {
        if (_taken == Volatile.Read(ref _put)) return 0;
        int number = _slots[_taken % _slots.Length];
        Interlocked.Increment(ref _taken);
        return number;
    }
}

public class RingBufferTests
{
    /// <summary>Thread A puts 1 and 2, thread B takes twice.</summary>
    private static Subject Of(bool hasBug) => Protocol.Of(
        "ring-buffer",
        _ => new RingBuffer(hasBug),
        (RingBuffer buffer, int put) => put > 0 ? buffer.Put(put) : buffer.Take(),
        Specification.Of(0, (int slot, int put) =>
            put == 0 ? (slot, 0) : slot == 0 ? (put, put) : (0, slot))).Program([[1, 2], [0, 0]]);

    [Fact]
    public void ThisIsAllThatCanHappen()
    {
        ExploreReport report = Explorer.Explore(Of(hasBug: false));
        Assert.Equal(Verdict.Pass, report.Verdict);
        Assert.Equal(
            ["A=1,0 B=0,0", "A=1,0 B=0,1", "A=1,0 B=1,0", "A=1,2 B=0,1", "A=1,2 B=1,0", "A=1,2 B=1,2"],
            report.Outcomes);
    }

    [Fact]
    public void WhoIsToldTooEarlyTakesAnOldNumber()
    {
        Subject subject = Of(hasBug: true);
        IReadOnlyList<Finding> all = Explorer.Explore(subject).AllFindings;
        Assert.Equal(["data-race", "linearizable"], all.Select(found => found.Violation.Check).Distinct().Order());
        Assert.All(all.Select(found => Trace.Of(subject, found)),
            trace => Assert.True(Replayer.Replay(trace, subject).Reproduces(trace)));
    }
}
