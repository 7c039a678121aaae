namespace LuoVerified.Impl.TestBodies;

/// <summary>How Coyote models a monitor. Neither way covers the other: see <see cref="LockControl"/>.</summary>
public enum PulseMode
{
    /// <summary>Every entry into a monitor is a scheduling point and a pulse may arrive late: a late-comer may pass a
    /// thread that was woken.</summary>
    Delayed,

    /// <summary>Pulses arrive at once and only the step before the lock is a scheduling point.</summary>
    Exact,
}
