namespace LuoVerified.Impl.Control;

/// <summary>Ends a thread of a kernel that the machine has left: whatever it was doing is cut off.</summary>
public sealed class KernelHaltedException : Exception
{
    /// <summary>Makes the exception.</summary>
    public KernelHaltedException()
        : base("The machine has left this kernel.")
    {
    }
}
