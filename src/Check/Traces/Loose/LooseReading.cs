using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Traces.Loose;

/// <summary>How to take what a recording leaves open if the code has changed.</summary>
/// <param name="IsLate">Whether steps that are not on record and come where a thread's turn ends still belong to that
/// turn.</param>
/// <param name="Renamed">The locks that have another name now, by the recorded one.</param>
internal sealed record LooseReading(bool IsLate, IReadOnlyDictionary<string, string> Renamed)
{
    /// <summary>Those that suppose no new names.</summary>
    public static IReadOnlyList<LooseReading> Plain { get; } = [.. Both(new Dictionary<string, string>())];

    /// <summary>Those that suppose that locks which are gone are those that are new, in the order in which they are first
    /// taken.</summary>
    /// <param name="recorded">The labels of the locks on record, in order.</param>
    /// <param name="now">Those of the code.</param>
    /// <returns>The readings; none if not as many are gone as are new.</returns>
    public static IEnumerable<LooseReading> WithNewNames(IReadOnlyCollection<string> recorded, IReadOnlyCollection<string> now)
    {
        string[] gone = [.. recorded.Except(now)];
        string[] added = [.. now.Except(recorded)];
        return gone.Length == 0 || gone.Length != added.Length
            ? []
            : Both(gone.Zip(added).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    /// <summary>Whether a recorded step is one of the code's.</summary>
    /// <param name="recorded">The step.</param>
    /// <param name="key">The key of the other.</param>
    /// <returns>True if it is.</returns>
    public bool Matches(LooseStep recorded, string key)
    {
        string label = StepText.LockIn(recorded.Key);
        return label.Length > 0 && Renamed.TryGetValue(label, out string? now)
            ? key == $"{recorded.Key[..^label.Length]}{now}"
            : key == recorded.Key;
    }

    /// <summary>Which locks are supposed to have another name, as a part of a sentence.</summary>
    /// <returns>The text; empty if none is.</returns>
    public override string ToString() =>
        string.Join(", ", Renamed.Select(pair => $"{pair.Key} is taken to be called {pair.Value} now"));

    private static IEnumerable<LooseReading> Both(Dictionary<string, string> renamed) =>
        [new(IsLate: false, renamed), new(IsLate: true, renamed)];
}
