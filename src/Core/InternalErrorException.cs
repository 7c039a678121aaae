namespace LuoVerified.Core;

/// <summary>A bug in this tool, never in the checked code: the message says what was found amiss.</summary>
public class InternalErrorException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was found amiss.</param>
    /// <param name="cause">What our code threw; null if nothing.</param>
    public InternalErrorException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>The error that something which our code threw amounts to.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <returns>The same, if it is an internal error; else one that names its type.</returns>
    public static InternalErrorException Of(Exception fault) =>
        fault as InternalErrorException ?? new InternalErrorException($"{fault.GetType().Name}: {fault.Message}", fault);
}
