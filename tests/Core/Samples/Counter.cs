using LuoVerified.Core.Locking;

namespace LuoVerified.Core.Samples;

/// <summary>Fields and collections with a lock and without.</summary>
public class Counter
{
    private readonly DomainMutex _mutex;
    private readonly RwSemaphore _semaphore;
    private readonly Dictionary<int, int> _table = [];
    private readonly int[] _slots = new int[2];
    private int _count;
    private volatile bool _ready;

    public Counter(Domain domain)
    {
        _mutex = domain.NewMutex("mutex");
        _semaphore = domain.NewRwSemaphore("semaphore");
    }

    public void Racy() =>
        _count++;

    public void Locked()
    {
        using (_mutex.Lock())
        {
            _count++;
            _table[_count] = 1;
        }
    }

    public int Shared()
    {
        using (_semaphore.Read())
        {
            return _count;
        }
    }

    public void Exclusive()
    {
        using (_semaphore.Write())
        {
            _count = 7;
        }
    }

    public void WritesShared()
    {
        using (_semaphore.Read())
        {
            _count = 8;
        }
    }

    public void Slot(int index) =>
        _slots[index] = 1;

    public int Looks() =>
        _table.Count;

    public void Publish()
    {
        _count = 1;
        _ready = true;
    }

    public int Consume() =>
        _ready ? _count : 0;
}
