using System.Collections.Immutable;
using LuoVerified.Abi;
using LuoVerified.Cli.Files;
using LuoVerified.Spec;

namespace LuoVerified.Cli.Validating;

/// <summary>What one file has of one kernel: docs/validate.md describes the files.</summary>
/// <param name="Calls">The calls, in the order of the file.</param>
/// <param name="Capacity">The most sessions tracked for the next kernel; null if the file does not say.</param>
/// <param name="HandedOver">What the kernel before has handed over; null if the file does not say.</param>
internal sealed record RecordedKernel(IReadOnlyList<RecordedCall> Calls, int? Capacity, IReadOnlyList<SessionName>? HandedOver)
{
    /// <summary>The largest file, 64 MiB.</summary>
    private const int MaxBytes = 64 << 20;

    /// <summary>The state that the first kernel begins in.</summary>
    public SpecState Initial => SessionSpec.ColdBoot(Capacity ?? Limits.SessionCapacity) with
    {
        HandedOver = [.. HandedOver ?? ImmutableArray<SessionName>.Empty],
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parse">Reads its bytes, without a byte order mark; throws <see cref="FormatException"/>.</param>
    /// <returns>What it has.</returns>
    /// <exception cref="FileProblemException">It cannot be read, is too large, or is no such file.</exception>
    public static RecordedKernel Read(string path, Func<ReadOnlyMemory<byte>, RecordedKernel> parse)
    {
        byte[] bytes = InputFile.Read(path, MaxBytes);
        if (bytes.Length > MaxBytes)
        {
            throw new FileProblemException(path, $"is larger than {MaxBytes} bytes");
        }

        try
        {
            return parse(bytes.AsSpan().StartsWith("\ufeff"u8) ? bytes.AsMemory(3) : bytes);
        }
        catch (FormatException malformed)
        {
            throw new FileProblemException(malformed.Message);
        }
    }

    /// <summary>Names with spaces between, each as <c>%XX</c> if it needs that.</summary>
    /// <param name="text">The text.</param>
    /// <param name="wrong">Makes the exception to throw for a reason.</param>
    /// <returns>The names, all different.</returns>
    public static IReadOnlyList<SessionName> Names(string text, Func<string, Exception> wrong)
    {
        SessionName[] names = [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Name)];
        return names.Distinct().Count() == names.Length ? names : throw wrong("a name twice");

        SessionName Name(string word) => ByteString.TryParsePercent(word, out ByteString bytes, out _)
            && SessionName.TryCreate(bytes, out SessionName made)
                ? made
                : throw wrong($"'{word}' is no name of a session");
    }
}
