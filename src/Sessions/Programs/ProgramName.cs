using System.Globalization;

namespace LuoVerified.Sessions.Programs;

/// <summary>What a program of a size is called: its place in the enumeration.</summary>
/// <param name="SetUp">Its set-up, from 0.</param>
/// <param name="Number">Its number among those with that set-up, from 0.</param>
public readonly record struct ProgramName(int SetUp, long Number)
{
    private const string Word = "program";

    /// <summary>The name.</summary>
    /// <param name="space">The enumeration.</param>
    /// <returns>The text, in which both numbers begin with 1: such as <c>program-1x1-5-9</c>, and with a file <c>program-1x1f1-5-9</c>.</returns>
    public string In(ProgramSpace space) => string.Create(
        CultureInfo.InvariantCulture, $"{Word}-{space.Size}{(space.Bounds.Files == 0 ? "" : $"f{space.Bounds.Files}")}-{SetUp + 1}-{Number + 1}");

    /// <summary>Reads a name.</summary>
    /// <param name="text">As <see cref="In"/> has written it.</param>
    /// <returns>The place; the size is not looked at.</returns>
    /// <exception cref="FormatException">It is the name of no program of a size.</exception>
    /// <exception cref="OverflowException">A number in it is out of range.</exception>
    public static ProgramName Parse(string text) => text.Split('-') is [Word, _, var setUp, var number]
        ? new ProgramName(
            int.Parse(setUp, NumberStyles.None, CultureInfo.InvariantCulture) - 1,
            long.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) - 1)
        : throw new FormatException($"'{text}' is no program of a size");
}
