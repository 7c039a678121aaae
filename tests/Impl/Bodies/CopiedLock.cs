using LuoVerified.Core;
using LuoVerified.Core.Locking;
using Monitor = System.Threading.Monitor;

namespace LuoVerified.Impl.TestBodies;

/// <summary>A copy of the fair lock with one thing wrong, so that a check of the real one can be seen to bite.</summary>
internal sealed class CopiedLock(Domain domain, Defect defect) : DomainLock(domain, "lock", null)
{
    private readonly object _monitor = new();
    private readonly Queue<object> _queue = new();

    public int Waiting => _queue.Count;

    private static int Me => Environment.CurrentManagedThreadId;

    public override bool IsAvailable(bool exclusive) => exclusive
        ? !IsWritten && (!IsRead || defect == Defect.WritersIgnoreReaders)
        : (!IsWritten || defect == Defect.ReadersIgnoreTheWriter) && (!IsRead || defect != Defect.ReadersExclude);

    internal override void WakeAll()
    {
        lock (_monitor)
        {
            if (defect != Defect.SleepsThroughHalt)
            {
                Monitor.PulseAll(_monitor);
            }
        }
    }

    protected override void Take(bool exclusive, in Step step)
    {
        lock (_monitor)
        {
            if (MustWait(exclusive))
            {
                WaitForTurn(exclusive);
            }

            Domain.ThrowIfHalted();
            Grant(exclusive, step);
        }
    }

    protected override void Give(bool exclusive, in Step step)
    {
        lock (_monitor)
        {
            bool held = IsHeld(exclusive);
            if (!held && defect == Defect.ReleasesBeforeChecking)
            {
                ForgetSomeone(exclusive);
            }

            if (!held && defect == Defect.TrustsTheReleaser)
            {
                Happens(step);
                ForgetSomeone(exclusive);
            }
            else
            {
                Withdraw(exclusive, step);
            }

            if (defect == Defect.WakesOnlyOne)
            {
                Monitor.Pulse(_monitor);
            }
            else if (defect != Defect.ForgetsToWake)
            {
                Monitor.PulseAll(_monitor);
            }
        }
    }

    private void ForgetSomeone(bool exclusive) => Forget(exclusive, Holders().FirstOrDefault());

    private bool MustWait(bool exclusive)
    {
        bool available = IsAvailable(exclusive);
        return defect switch
        {
            Defect.Recursive when Holders().Contains(Me) => false,
            Defect.ReadersPassTheQueue when !exclusive => !available,
            Defect.LateComersPassTheQueue => !available,
            _ => !available || _queue.Count > 0,
        };
    }

    private void WaitForTurn(bool exclusive)
    {
        if (defect != Defect.WaitsThoughHalted)
        {
            Domain.ThrowIfHalted();
        }

        var ticket = new object();
        _queue.Enqueue(ticket);
        do
        {
            Monitor.Wait(_monitor);
            if (defect != Defect.WaitsOnAfterHalt)
            {
                Domain.ThrowIfHalted();
            }
        }
        while (defect != Defect.LooksOnlyOnce && (_queue.Peek() != ticket || !IsAvailable(exclusive)));

        _queue.Dequeue();
        if (!exclusive && _queue.Count > 0)
        {
            Monitor.PulseAll(_monitor);
        }
    }
}
