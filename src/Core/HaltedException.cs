namespace LuoVerified.Core;

/// <summary>Ends a thread of a domain that was left: whatever it was doing is cut off.</summary>
public sealed class HaltedException : Exception
{
    /// <summary>Makes the exception.</summary>
    public HaltedException()
        : base("The domain was left.")
    {
    }
}
