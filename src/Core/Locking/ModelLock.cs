
namespace LuoVerified.Core.Locking;

/// <summary>A <see cref="DomainLock"/> for runs in which one thread at a time runs and the run control lets a thread go on
/// to an acquire only while the lock is available. Every order of acquisition that any queueing would give can be had.</summary>
internal sealed class ModelLock : DomainLock
{
    public ModelLock(Domain domain, string lockClass, TrackedObject? within)
        : base(domain, lockClass, within)
    {
    }

    internal override void WakeAll()
    {
    }

    protected override void Take(bool exclusive, in Step step) => Grant(exclusive, step);

    protected override void Give(bool exclusive, in Step step) => Withdraw(exclusive, step);
}
