namespace SctBench;

/// <summary>An assertion of a program does not hold: its bug.</summary>
public sealed class BugException(string assertion) : Exception(assertion);

/// <summary>What is an assert in the suite.</summary>
internal static class Bug
{
    public static void Unless(bool holds, string assertion)
    {
        if (!holds) throw new BugException(assertion);
    }
}
