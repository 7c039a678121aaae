namespace LuoVerified.Cli.Tests;

/// <summary>Text without its layout: where lines break and how columns are filled up does not count.</summary>
internal static class Squeezed
{
    public static string Of(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
