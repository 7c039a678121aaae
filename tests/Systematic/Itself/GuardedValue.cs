using System.Diagnostics.CodeAnalysis;
using LuoVerified.Core;
using LuoVerified.Core.Controlled;
using LuoVerified.Core.Locking;
using LuoVerified.Systematic.Tests.Itself;

namespace LuoVerified.LocksUnderCheck;

/// <summary>A value under the lock that is checked. The lock lives in a domain of its own, in which nothing is
/// ordered.</summary>
public sealed class GuardedValue : IGuardedValue
{
    private readonly FairLock _lock = new(new Domain(new Nothing()), "lock", null, new RuntimeMonitor());
    private int _value;

    public int Add()
    {
        Checked(() => _lock.Acquire(exclusive: true));
        int value = ++_value;
        Checked(() => _lock.Release(exclusive: true));
        return value;
    }

    public int Get()
    {
        Checked(() => _lock.Acquire(exclusive: false));
        int value = _value;
        Checked(() => _lock.Release(exclusive: false));
        return value;
    }

    /// <summary>That it is granted to two, or changes outside of its monitor, is an error of ours if a lock does it, and a verdict if
    /// the lock is checked.</summary>
    private static void Checked(Action use)
    {
        try
        {
            use();
        }
        catch (InternalErrorException fault)
        {
            throw new InvalidOperationException(fault.Message);
        }
    }

    /// <summary>Orders nothing. Who calls is known by the run outside.</summary>
    private sealed class Nothing : IRunControl
    {
        public int Caller => Control.Domain!.Control.Caller;

        public void Before(in Step step)
        {
        }

        public void After(in Step step)
        {
        }

        public bool Refuses(FaultSite site) => false;

        [DoesNotReturn]
        public void Violation(string check, string message) => throw new InvalidOperationException(message);
    }
}
