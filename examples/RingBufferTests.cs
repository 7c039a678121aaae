using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Protocols;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;

namespace Examples;

/// <summary>Hands numbers from one thread to another, without a lock.</summary>
/// <param name="tellsTooEarly">The bug: the reader is told of a number before it is there.</param>
public class RingBuffer(bool tellsTooEarly)
{
    private readonly int[] _slots = new int[1];
    private int _put;
    private int _taken;

    public bool TryPut(int number)
    {
        int at = _put;
        if (at - Volatile.Read(ref _taken) == _slots.Length)
        {
            return false;
        }

        if (tellsTooEarly)
        {
            Interlocked.Increment(ref _put);
            _slots[at % _slots.Length] = number;
        }
        else
        {
            _slots[at % _slots.Length] = number;
            Interlocked.Increment(ref _put);
        }

        return true;
    }

    public int Take()
    {
        int at = _taken;
        if (at == Volatile.Read(ref _put))
        {
            return 0;
        }

        int number = _slots[at % _slots.Length];
        Volatile.Write(ref _taken, at + 1);
        return number;
    }
}
