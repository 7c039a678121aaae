using Interlocked = System.Threading.Interlocked;
using Lock = System.Threading.Lock;
using Monitor = System.Threading.Monitor;
using ReaderWriterLockSlim = System.Threading.ReaderWriterLockSlim;
using Volatile = System.Threading.Volatile;

namespace LuoVerified.Core.Samples;

/// <summary>Code that knows nothing of domains.</summary>
public sealed class Foreign : IDisposable
{
    private readonly object _monitor = new();
    private readonly Lock _lock = new();
    private readonly ReaderWriterLockSlim _slim = new();
    private int _count;
    private int _atomic;

    public void WithMonitor()
    {
        lock (_monitor)
        {
            _count++;
            Again();
        }
    }

    public void WithLock()
    {
        lock (_lock)
        {
            _count++;
        }
    }

    public void WithSlim()
    {
        _slim.EnterWriteLock();
        try
        {
            _count++;
        }
        finally
        {
            _slim.ExitWriteLock();
        }
    }

    public int Reads()
    {
        _slim.EnterReadLock();
        try
        {
            return _count;
        }
        finally
        {
            _slim.ExitReadLock();
        }
    }

    public void Publishes()
    {
        _count = 1;
        Interlocked.Exchange(ref _atomic, 1);
    }

    public int Consumes() =>
        Volatile.Read(ref _atomic) == 1 ? _count : 0;

    public bool Tries() => Monitor.TryEnter(_monitor);

    public void Waits() => System.Threading.Thread.Sleep(0);

    public void Dispose() => _slim.Dispose();

    private void Again()
    {
        lock (_monitor)
        {
            _count++;
        }
    }
}
