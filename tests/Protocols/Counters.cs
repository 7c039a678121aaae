using LuoVerified.Core;
using LuoVerified.Core.Locking;
using Interlocked = System.Threading.Interlocked;
using Monitor = System.Threading.Monitor;
using ReaderWriterLockSlim = System.Threading.ReaderWriterLockSlim;
using Volatile = System.Threading.Volatile;

namespace LuoVerified.Protocols.Tests;

/// <summary>A counter; right if two threads that increment it get different numbers.</summary>
public interface ICounter
{
    int Increment();

    int Get();
}

public sealed class UnlockedCounter : ICounter
{
    private int _value;

    public int Increment() => ++_value;

    public int Get() => _value;
}

public sealed class LockedCounter : ICounter
{
    private readonly object _gate = new();
    private int _value;

    public int Increment()
    {
        lock (_gate)
        {
            return ++_value;
        }
    }

    public int Get()
    {
        lock (_gate)
        {
            return _value;
        }
    }
}

/// <summary>Two sections in the place of one: no access races, and an increment is lost.</summary>
public sealed class TornCounter : ICounter
{
    private readonly object _gate = new();
    private int _value;

    public int Value => _value;

    public int Increment()
    {
        int seen = Get();
        lock (_gate)
        {
            return _value = seen + 1;
        }
    }

    public int Get()
    {
        lock (_gate)
        {
            return _value;
        }
    }
}

public sealed class MonitorCounter : ICounter
{
    private readonly object _gate = new();
    private int _value;

    public int Increment()
    {
        bool taken = false;
        try
        {
            Monitor.Enter(_gate, ref taken);
            Monitor.Enter(_gate);
            int value = ++_value;
            Monitor.Exit(_gate);
            return Monitor.IsEntered(_gate) ? value : -1;
        }
        finally
        {
            if (taken)
            {
                Monitor.Exit(_gate);
            }
        }
    }

    public int Get() => Increment() - 1;
}

public sealed class NewLockCounter : ICounter
{
    private readonly Lock _gate = new();
    private int _value;

    public int Increment()
    {
        lock (_gate)
        {
            return ++_value;
        }
    }

    public int Get()
    {
        _gate.Enter();
        try
        {
            return _value;
        }
        finally
        {
            _gate.Exit();
        }
    }
}

public sealed class SlimCounter : ICounter
{
    private readonly ReaderWriterLockSlim _gate = new();
    private int _value;

    public int Increment()
    {
        _gate.EnterWriteLock();
        try
        {
            return ++_value;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    public int Get()
    {
        _gate.EnterReadLock();
        try
        {
            return _value;
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }
}

/// <summary>Increments under a lock that others may hold at the same time.</summary>
public sealed class SharedSlimCounter : ICounter
{
    private readonly ReaderWriterLockSlim _gate = new();
    private int _value;

    public int Increment()
    {
        _gate.EnterReadLock();
        int value = ++_value;
        _gate.ExitReadLock();
        return value;
    }

    public int Get() => _value;
}

public sealed class InterlockedCounter : ICounter
{
    private int _value;

    public int Increment() => Interlocked.Increment(ref _value);

    public int Get() => Volatile.Read(ref _value);
}

/// <summary>Reads and writes one after the other, each of them atomic.</summary>
public sealed class VolatileCounter : ICounter
{
    private volatile int _value;

    public int Increment()
    {
        int next = _value + 1;
        _value = next;
        return next;
    }

    public int Get() => _value;
}

public sealed class ExchangeCounter : ICounter
{
    private int _value;

    public int Increment()
    {
        int seen = Volatile.Read(ref _value);
        return Interlocked.CompareExchange(ref _value, seen + 1, seen) == seen ? seen + 1 : -1;
    }

    public int Get() => Volatile.Read(ref _value);
}

/// <summary>On a lock of the domain.</summary>
public sealed class DomainCounter(Domain domain) : ICounter
{
    private readonly DomainMutex _gate = domain.NewMutex("gate");
    private int _value;

    public int Increment()
    {
        using LockGuard guard = _gate.Lock();
        return ++_value;
    }

    public int Get()
    {
        using LockGuard guard = _gate.Lock();
        return _value;
    }
}

/// <summary>Reads and writes an element one after the other, each of them atomic.</summary>
public sealed class ElementCounter(bool isRight) : ICounter
{
    private readonly int[] _values = new int[2];

    public int Increment()
    {
        if (isRight)
        {
            return Interlocked.Increment(ref _values[1]);
        }

        int next = Volatile.Read(ref _values[1]) + 1;
        Volatile.Write(ref _values[1], next);
        return next;
    }

    public int Get() => Volatile.Read(ref _values[1]);
}
