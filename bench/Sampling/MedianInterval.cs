using System.Globalization;

namespace LuoVerified.Sampling;

/// <summary>A median of numbers of which some are only known to be larger than all others, with a confidence interval from their
/// order (of all distributions): the interval from the r-th smallest to the r-th largest holds the median of the distribution but
/// for a probability of 2 P(Binomial(n, 1/2) below r).</summary>
/// <param name="Median">The lower median; null if it is one of those that are not known.</param>
/// <param name="Low">The lower end; null likewise.</param>
/// <param name="High">The upper end; null likewise.</param>
/// <param name="HasInterval">Whether there are enough numbers for an interval.</param>
internal sealed record MedianInterval(long? Median, long? Low, long? High, bool HasInterval)
{
    private const double Confidence = 0.95;

    /// <summary>The median of some numbers.</summary>
    /// <param name="numbers">At least one; null for one that is larger than all that are known.</param>
    /// <returns>It, with an interval for 95 % if there are 6 and more.</returns>
    public static MedianInterval Of(IEnumerable<long?> numbers)
    {
        long?[] sorted = [.. numbers.OrderBy(number => number ?? long.MaxValue)];
        int rank = Rank(sorted.Length);
        return rank == 0
            ? new MedianInterval(sorted[(sorted.Length - 1) / 2], null, null, false)
            : new MedianInterval(sorted[(sorted.Length - 1) / 2], sorted[rank - 1], sorted[^rank], true);
    }

    /// <summary>The largest rank that leaves out at most 5 %; 0 if there is none.</summary>
    /// <param name="count">How many numbers there are.</param>
    /// <returns>The rank, from 1.</returns>
    public static int Rank(int count)
    {
        double below = 0;
        double term = Math.Pow(0.5, count);
        int rank = 0;
        while (rank < count)
        {
            below += term;
            if (2 * below > 1 - Confidence)
            {
                break;
            }

            term *= (double)(count - rank) / (rank + 1);
            rank++;
        }

        return rank;
    }

    /// <summary>As a table has it.</summary>
    /// <param name="bound">The bound that stands for what is not known.</param>
    /// <returns>The text, such as <c>12 (8-31)</c>.</returns>
    public string Text(long bound)
    {
        return HasInterval && (Low != Median || High != Median) ? $"{Number(Median)} ({Number(Low)}-{Number(High)})" : Number(Median);

        string Number(long? number) =>
            number is { } known ? known.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $">{bound}");
    }
}
