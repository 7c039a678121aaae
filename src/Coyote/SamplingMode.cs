namespace LuoVerified.Coyote;

/// <summary>The two ways in which Coyote runs the monitors below our locks. Each sees schedules that the other does not.</summary>
public enum SamplingMode
{
    /// <summary>Coyote's default: a scheduling point before each monitor, pulses delivered later, so that a late thread
    /// may overtake one that was woken. New threads for every schedule.</summary>
    Barging,

    /// <summary>Scheduling points set by our locks, pulses exact and at once, up to 50 schedules on the same threads in one
    /// Coyote iteration: some ten times the schedules a second. Random choice only.</summary>
    Volume,
}
