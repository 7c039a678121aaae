using System.Globalization;

namespace LuoVerified.Cli.Replaying.Picture;

/// <summary>A row of the picture of a trace: a step, or several of one thread that are folded.</summary>
/// <param name="From">The number of the first step.</param>
/// <param name="To">The number of the last one.</param>
/// <param name="Thread">The thread.</param>
/// <param name="Text">What it does, as its column has it.</param>
internal sealed record PictureRow(int From, int To, string Thread, string Text)
{
    /// <summary>The numbers of the steps.</summary>
    public string Number => From == To
        ? From.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{From}-{To}");
}
