namespace LuoVerified.Core;

/// <summary>Ends a thread of a kernel that the machine has left: whatever it was doing is cut off.</summary>
public sealed class HaltedException : Exception
{
    /// <summary>Makes the exception.</summary>
    public HaltedException()
        : base("The machine has left this kernel.")
    {
    }
}
