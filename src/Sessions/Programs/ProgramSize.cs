using System.Globalization;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Programs;

/// <summary>How large the programs of an enumeration are, such as 2x3: so many threads, each with so many operations.</summary>
/// <param name="Threads">1 to <see cref="MaxThreads"/>.</param>
/// <param name="Operations">Of each thread, 1 to <see cref="MaxOperations"/>; of all together at most <see cref="MaxAll"/>.</param>
public readonly record struct ProgramSize(int Threads, int Operations)
{
    /// <summary>The most threads.</summary>
    public const int MaxThreads = Scenario.MaxThreads;

    /// <summary>The most operations of a thread.</summary>
    public const int MaxOperations = 8;

    /// <summary>The most operations of all threads together.</summary>
    public const int MaxAll = 9;

    /// <summary>The operations of all threads.</summary>
    public int All => Threads * Operations;

    /// <summary>Reads a size.</summary>
    /// <param name="text">Such as <c>2x3</c>.</param>
    /// <param name="size">The size.</param>
    /// <returns>False if the text is none.</returns>
    public static bool TryParse(string text, out ProgramSize size)
    {
        string[] parts = text.Split('x');
        size = default;
        if (parts.Length != 2 || !TryParse(parts[0], MaxThreads, out int threads) || !TryParse(parts[1], MaxOperations, out int operations))
        {
            return false;
        }

        size = new ProgramSize(threads, operations);
        return size.All <= MaxAll;
    }

    /// <summary>As <see cref="TryParse(string, out ProgramSize)"/> reads it.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Threads}x{Operations}");

    private static bool TryParse(string text, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most;
}
