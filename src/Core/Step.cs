namespace LuoVerified.Core;

/// <summary>What a <see cref="Step"/> does.</summary>
public enum StepKind
{
    /// <summary>Takes a lock for shared use (<c>down_read</c>).</summary>
    AcquireRead,

    /// <summary>Takes a lock for exclusive use (<c>mutex_lock</c>, <c>down_write</c>).</summary>
    AcquireWrite,

    /// <summary>Gives up a lock held for shared use (<c>up_read</c>).</summary>
    ReleaseRead,

    /// <summary>Gives up a lock held for exclusive use (<c>mutex_unlock</c>, <c>up_write</c>).</summary>
    ReleaseWrite,

    /// <summary>Reads a field, or preserved memory, that other threads may reach without a common lock.</summary>
    Read,

    /// <summary>Writes a field, or preserved memory, that other threads may reach without a common lock.</summary>
    Write,

    /// <summary>Frees an object or a block of preserved memory.</summary>
    Free,

    /// <summary>A place where the environment may refuse (see <see cref="FaultSite"/>); the detail says whether it did.</summary>
    Fault,

    /// <summary>An operation of the program is called.</summary>
    Call,

    /// <summary>An operation of the program returns.</summary>
    Return,

    /// <summary>The domain is left: nothing in it runs after this step.</summary>
    Jump,
}

/// <summary>One atomic step of one thread: the unit that a schedule orders.</summary>
/// <remarks>Between two of its steps a thread touches nothing that another thread could touch at that time. Hence the
/// order of the steps alone determines every result of a run.</remarks>
/// <param name="Kind">What the step does.</param>
/// <param name="Target">What it does it to.</param>
/// <param name="Detail">The value read or written, or the answer; empty if there is none.</param>
public readonly record struct Step(StepKind Kind, StepTarget Target, string Detail = "")
{
    /// <summary>Whether it takes a lock.</summary>
    public bool Acquires => Kind is StepKind.AcquireRead or StepKind.AcquireWrite;

    /// <summary>Whether it gives a lock up.</summary>
    public bool Releases => Kind is StepKind.ReleaseRead or StepKind.ReleaseWrite;

    /// <summary>Whether it takes or gives up a lock for exclusive use.</summary>
    public bool IsExclusive => Kind is StepKind.AcquireWrite or StepKind.ReleaseWrite;
}
