namespace LuoVerified.Check.Traces.Loose;

/// <summary>A recorded step as a loose replay looks for it.</summary>
/// <param name="Number">Its number in the trace, from 1.</param>
/// <param name="Call">In which call of its thread it is, counted from 0 in its epoch.</param>
/// <param name="Recorded">The step as recorded.</param>
internal sealed record LooseStep(int Number, int Call, TraceStep Recorded)
{
    private const string Return = "return";

    /// <summary>What it is found by.</summary>
    public string Key { get; } = KeyOf(Recorded.Text);

    /// <summary>Whether it takes a lock or gives one up.</summary>
    public bool IsOfLock => LockIn(Key).Length > 0;

    /// <summary>What a step is found by: its kind and target. Values, answers, and whether a lock is shared are left
    /// out.</summary>
    /// <param name="text">As <see cref="Runs.RecordedStep.Text"/>.</param>
    /// <returns>The key.</returns>
    public static string KeyOf(string text)
    {
        string[] words = text.Split(' ', 3);
        string target = words.Length > 1 ? words[1] : "";
        return words[0] switch
        {
            "acquire-read" or "acquire-write" => $"acquire {target}",
            "release-read" or "release-write" => $"release {target}",
            Return or "fault" or "jump" => words[0],
            "free" => $"free {target}",
            _ => text.Split(" = ")[0].Split(" !")[0],
        };
    }

    /// <summary>The lock that a step takes or gives up.</summary>
    /// <param name="key">The key of the step.</param>
    /// <returns>Its label; empty if it does neither.</returns>
    public static string LockIn(string key) =>
        key.Split(' ') is ["acquire" or "release", var label] ? label : "";
}
