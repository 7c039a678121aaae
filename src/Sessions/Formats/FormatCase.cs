namespace LuoVerified.Sessions.Formats;

/// <summary>One question to a format, put to its specification and to the code.</summary>
/// <param name="What">What is asked, in one line.</param>
/// <param name="Specification">The answer of <c>src/Spec/Formats</c>, as words.</param>
/// <param name="Code">The answer of <c>src/Abi</c>, as words.</param>
/// <remarks>It is put before the next one is taken: cases share the bytes that they are about.</remarks>
internal sealed record FormatCase(Func<string> What, Func<string> Specification, Func<string> Code)
{
    /// <summary>What a reader says that refuses, perhaps with more behind it.</summary>
    public const string Refused = "refused";

    /// <summary>A case of a reader.</summary>
    /// <param name="damage">The bytes, and what was done to them.</param>
    /// <param name="specification">What the specification reads; null if it refuses.</param>
    /// <param name="code">What the code reads.</param>
    public static FormatCase Read(
        Damaged damage, Func<ReadOnlyMemory<byte>, string?> specification, Func<ReadOnlyMemory<byte>, string?> code) =>
        new(damage.What, () => specification(damage.Bytes) ?? Refused, () => code(damage.Bytes) ?? Refused);

    /// <summary>A case of a writer.</summary>
    /// <param name="what">What is written, into what.</param>
    /// <param name="specification">The bytes that must come of it; null if it does not fit.</param>
    /// <param name="code">The bytes that come of it.</param>
    public static FormatCase Write(string what, Func<byte[]?> specification, Func<byte[]?> code) =>
        new(() => what, () => Words(specification()), () => Words(code()));

    /// <summary>Cases of a writer that refuses some of what it is given, each over memory that held something else.</summary>
    /// <param name="what">What is written, into what.</param>
    /// <param name="room">How many bytes there are for it.</param>
    /// <param name="specification">The bytes that must come of it; null if it is refused, and nothing changed.</param>
    /// <param name="code">Writes them over what stood there.</param>
    public static IEnumerable<FormatCase> Fill(string what, int room, Func<int, byte[]?> specification, Action<byte[]> code) =>
        Dirty.Values.Select(held => Write($"{what} into {room} bytes of 0x{held:x2}", () => specification(room), () =>
        {
            byte[] bytes = Dirty.Bytes(room, held);
            try
            {
                code(bytes);
                return bytes;
            }
            catch (ArgumentException) when (bytes.AsSpan().SequenceEqual(Dirty.Bytes(room, held)))
            {
                return null;
            }
        }));

    /// <summary>A case of where an entry stands.</summary>
    /// <param name="what">Of what it is an entry.</param>
    /// <param name="entry">Which one.</param>
    /// <param name="specification">Where it stands; null if there is none.</param>
    /// <param name="code">Where it stands; throws if there is none.</param>
    public static FormatCase Place(string what, int entry, Func<int, int?> specification, Func<int, int> code) =>
        Write($"the place of entry {entry} of {what}", () => specification(entry) is { } place ? BitConverter.GetBytes(place) : null, () =>
        {
            try
            {
                return BitConverter.GetBytes(code(entry));
            }
            catch (ArgumentOutOfRangeException)
            {
                return null;
            }
        });

    private static string Words(byte[]? bytes) => bytes is null ? "refused, or does not fit" : Convert.ToHexString(bytes);
}
