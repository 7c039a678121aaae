using LuoVerified.Abi;

namespace LuoVerified.Sessions.Model;

/// <summary>The names that stand for the numbers 1 and up: a, b, c and so on.</summary>
internal static class ModelNames
{
    private static readonly SessionName[] All =
    [
        .. Enumerable.Range(0, ModelBounds.MaxNames + 1)
            .Select(index => SessionName.Parse(((char)('a' + index)).ToString())),
    ];

    /// <summary>The name with a number; one more than <see cref="ModelBounds.MaxNames"/> is there for a name that no
    /// session has.</summary>
    public static SessionName Of(int number) => All[number - 1];

    /// <summary>The bytes of the name with a number; for 0 what is not a name.</summary>
    public static ByteString BytesOf(int number) => number == 0 ? default : Of(number).Bytes;

    /// <summary>The number of a name.</summary>
    public static int NumberOf(SessionName name) => Array.IndexOf(All, name) + 1;

    /// <summary>A name for people; one that is none is told by its number.</summary>
    public static string Text(int number) =>
        number >= 1 && number <= All.Length ? Of(number).ToString() : $"(no name: {number})";
}
