namespace LuoVerified.Core;

/// <summary>A bug in this tool, never in the checked code: the message says what was found amiss.</summary>
public sealed class InternalErrorException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was found amiss.</param>
    public InternalErrorException(string message)
        : base(message)
    {
    }
}
