namespace LuoVerified.Cli;

/// <summary>Text from elsewhere, such as a file or the code of a design, on its way to a terminal.</summary>
internal static class Printable
{
    private const int Pictures = 0x2400;
    private const int Delete = 0x7f;

    /// <summary>Makes text that moves no cursor and changes no colour.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text with signs in the place of control characters, such as ␛ for the one that begins escape
    /// sequences.</returns>
    public static string Of(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(letter => !char.IsControl(letter) ? letter
            : letter < ' ' ? (char)(Pictures + letter)
            : letter == Delete ? '␡'
            : '\ufffd'))
        : text;

    /// <summary>As <see cref="Of"/>, line feeds left as they are.</summary>
    /// <param name="text">Some lines.</param>
    /// <returns>The lines.</returns>
    public static string Lines(string text) => string.Join('\n', text.Split('\n').Select(Of));
}
