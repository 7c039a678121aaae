using System.Diagnostics.CodeAnalysis;
using LuoVerified.Core;
using LuoVerified.Core.Controlled;
using LuoVerified.Core.Locking;
using Monitor = System.Threading.Monitor;

namespace LuoVerified.Impl.Locks;

/// <summary>A number under a lock on which real threads would wait. The lock lives in a domain of its own, each step of which is
/// one of the run around it, and can be left.</summary>
public sealed class GuardedNumber
{
    /// <summary>What an operation answers if the domain was left.</summary>
    public const int Left = -1;

    private readonly Domain _domain = new(new Around(), LockKind.Stepped);
    private readonly RwSemaphore _lock;

    /// <summary>What those who meet wait on, and how many of them are there.</summary>
    private readonly object _meeting = new();
    private int _value, _there;
    private bool _isLed;

    private GuardedNumber() => _lock = _domain.NewRwSemaphore("lock");

    /// <summary>Makes the number, 0, and its lock, free.</summary>
    /// <param name="around">The domain of the run, which is not used.</param>
    /// <returns>The number.</returns>
    public static GuardedNumber Make(Domain around) => new();

    /// <summary>Performs an operation.</summary>
    /// <param name="number">The number.</param>
    /// <param name="operation">One of add, get, assert, lead, follow, meet, leave.</param>
    /// <returns>The number, or 0 for what does not ask for it; <see cref="Left"/> if the domain was left.</returns>
    public static int Perform(GuardedNumber number, string operation)
    {
        try
        {
            return operation switch
            {
                "add" => number.Add(),
                "get" => number.Get(),
                "assert" => number.Assert(),
                "lead" => number.Lead(),
                "follow" => number.Follow(),
                "meet" => number.Meet(),
                _ => number.Leave(),
            };
        }
        catch (HaltedException)
        {
            return Left;
        }
        catch (InternalErrorException fault)
        {
            // Our error if a lock does it, a finding about the lock if that is what is checked.
            throw new InvalidOperationException(fault.Message);
        }
    }

    private int Add()
    {
        using (_lock.Write())
        {
            return ++_value;
        }
    }

    private int Get()
    {
        using (_lock.Read())
        {
            return _value;
        }
    }

    /// <summary>Adds one by the calls that come in pairs, and asks in between and behind who holds the lock.</summary>
    private int Assert()
    {
        _lock.DownWrite();
        _lock.AssertHeldWrite();
        int value = ++_value;
        _lock.UpWrite();
        _lock.DownRead();
        try
        {
            _lock.AssertHeldWrite();
        }
        catch (LockNotHeldException)
        {
            return value;
        }
        finally
        {
            _lock.UpRead();
        }

        throw new InvalidOperationException("the lock is held for shared use, and counts as held for exclusive use");
    }

    /// <summary>Tells those who follow that the lock is held.</summary>
    private int Lead()
    {
        using (_lock.Write())
        {
            lock (_meeting)
            {
                _isLed = true;
                Monitor.PulseAll(_meeting);
            }
        }

        return 0;
    }

    /// <summary>Meets behind somebody who leads.</summary>
    private int Follow()
    {
        lock (_meeting)
        {
            while (!_isLed)
            {
                Monitor.Wait(_meeting);
            }
        }

        return Meet();
    }

    /// <summary>Holds the lock for shared use until another does so, too.</summary>
    private int Meet()
    {
        using (_lock.Read())
        {
            lock (_meeting)
            {
                _there++;
                Monitor.PulseAll(_meeting);
                while (_there < 2)
                {
                    Monitor.Wait(_meeting);
                }
            }
        }

        return 0;
    }

    private int Leave()
    {
        OrderedStep.Take();
        _domain.Halt();
        return 0;
    }

    /// <summary>Orders nothing itself: who calls, and when, is known by the run around.</summary>
    private sealed class Around : IRunControl
    {
        public int Caller => Control.Domain!.Control.Caller;

        public void Before(in Step step)
        {
        }

        public void After(in Step step) => OrderedStep.Take();

        public bool Refuses(FaultSite site) => false;

        [DoesNotReturn]
        public void Violation(string check, string message) => throw new InvalidOperationException($"{check}: {message}");
    }
}
