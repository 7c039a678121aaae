namespace LuoVerified.Core.Locking;

/// <summary>What the two primitives are made of.</summary>
public enum LockKind
{
    /// <summary>The runtime's monitor: real threads may wait.</summary>
    Fair,

    /// <summary>The same on a monitor whose uses are steps of a run around the domain: what is checked is the lock.</summary>
    Stepped,

    /// <summary>A model: the run control lets a thread acquire only what is free, so nobody ever waits.</summary>
    Model,
}
