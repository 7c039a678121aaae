using System.Diagnostics;
using System.Globalization;

namespace LuoVerified.Sampling;

/// <summary>The first find of one seed.</summary>
/// <param name="Schedule">The number of the first schedule that showed the bug; null if none did.</param>
/// <param name="Milliseconds">How long it took, from the begin of the search to its answer. It depends on the machine.</param>
internal readonly record struct Find(long? Schedule, double Milliseconds)
{
    private const string NotFound = "-";

    /// <summary>Runs a search, and looks at the clock.</summary>
    /// <param name="search">Gives the number of the first schedule.</param>
    /// <returns>The find.</returns>
    public static Find Of(Func<long?> search)
    {
        var clock = Stopwatch.StartNew();
        long? schedule = search();
        return new Find(schedule, clock.Elapsed.TotalMilliseconds);
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">Such as <c>12@0.341</c>.</param>
    /// <returns>The find; null if it is none.</returns>
    public static Find? Parse(string text)
    {
        string[] words = text.Split('@');
        bool isFound = long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out long schedule);
        return words.Length == 2 && (isFound || words[0] == NotFound)
            && double.TryParse(words[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double milliseconds)
                ? new Find(isFound ? schedule : null, milliseconds)
                : null;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Schedule is { } schedule ? $"{schedule}" : NotFound)}@{Milliseconds:F3}");
}
