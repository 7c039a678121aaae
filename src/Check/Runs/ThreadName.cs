namespace LuoVerified.Check.Runs;

/// <summary>The names of threads in traces and reports.</summary>
public static class ThreadName
{
    /// <summary>The name of a thread.</summary>
    /// <param name="thread">Its index from 0; -1 for the set-up.</param>
    /// <returns>One character: A, B, C, and so on; <c>-</c> for the one that runs the set-up and the boots.</returns>
    public static string Of(int thread) => thread < 0 ? "-" : ((char)('A' + thread)).ToString();
}
