using LuoVerified.Check.Runs;

namespace LuoVerified.Sessions.Designs;

/// <summary>A design says of itself what cannot be.</summary>
public sealed class UnusableDesignException : UnusableProgramException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="design">The design.</param>
    /// <param name="reason">What is wrong with it.</param>
    public UnusableDesignException(string design, string reason)
        : base($"design {design}: {reason}")
    {
    }
}
