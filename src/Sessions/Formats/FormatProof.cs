using LuoVerified.Check;

namespace LuoVerified.Sessions.Formats;

/// <summary>What came of asking about one format.</summary>
/// <param name="Format">Which one.</param>
/// <param name="Questions">How many were put.</param>
/// <param name="Refused">How many of them are about bytes that the specification refuses.</param>
/// <param name="IsComplete">Whether all were put, up to the first difference.</param>
/// <param name="Difference">The first question that the code answers in another way; null if there is none.</param>
public sealed record FormatProof(string Format, long Questions, long Refused, bool IsComplete, FormatDifference? Difference)
{
    /// <summary>The rule that a difference breaks.</summary>
    public static Rule Rule { get; } = new(
        "format-agrees", "Readers and writers of the hand-over do what the specification of the format says, whatever the bytes.");

    /// <summary>What came of it.</summary>
    public Verdict Verdict => Difference is not null ? Verdict.Violation : IsComplete ? Verdict.Pass : Verdict.Inconclusive;

    private static readonly (string Format, Func<IEnumerable<FormatCase>> Cases)[] Formats =
    [
        ("numbers", NumberCases.All), ("names", NameCases.All), ("luo-v1: device tree", TreeCases.All),
        ("device tree: nodes and properties", NodeCases.All), ("device tree: calls of the writer", WriterCases.All),
        ("luo-session-v1: block", BlockCases.All), ("table of files", FileCases.All),
        ("luo-v5: root and chain", ChainCases.All),
    ];

    private static readonly (string Format, Func<IEnumerable<FormatCase>> Cases)[] Boots =
    [
        ("luo-v1: boot of hardened", BootCases.All), ("luo-v5: boot of mainline-7.2-fixed-2", ChainBootCases.All),
    ];

    /// <summary>Puts every question, format by format.</summary>
    /// <param name="timeIsUp">Asked before each question.</param>
    /// <returns>What came of each.</returns>
    public static IEnumerable<FormatProof> All(Func<bool> timeIsUp) => OfFormats(timeIsUp).Concat(OfBoots(timeIsUp));

    /// <summary>Puts the questions to readers and writers.</summary>
    /// <param name="timeIsUp">Asked before each question.</param>
    /// <returns>What came of each format.</returns>
    public static IEnumerable<FormatProof> OfFormats(Func<bool> timeIsUp) => Of(Formats, timeIsUp);

    /// <summary>Puts the questions to kernels that boot with what was damaged, which takes longer.</summary>
    /// <param name="timeIsUp">Asked before each question.</param>
    /// <returns>What came of each format.</returns>
    public static IEnumerable<FormatProof> OfBoots(Func<bool> timeIsUp) => Of(Boots, timeIsUp);

    private static IEnumerable<FormatProof> Of((string Format, Func<IEnumerable<FormatCase>> Cases)[] asked, Func<bool> timeIsUp) =>
        asked.Select(each => Prove(each.Format, each.Cases(), timeIsUp));

    /// <summary>Puts questions until one is answered in another way.</summary>
    internal static FormatProof Prove(string format, IEnumerable<FormatCase> cases, Func<bool> timeIsUp)
    {
        long asked = 0, refused = 0;
        foreach (FormatCase each in cases)
        {
            if (timeIsUp())
            {
                return new(format, asked, refused, IsComplete: false, null);
            }

            asked++;
            string specification = each.Specification(), code = Answer(each.Code);
            refused += specification.StartsWith(FormatCase.Refused, StringComparison.Ordinal) ? 1 : 0;
            if (specification != code)
            {
                return new(format, asked, refused, IsComplete: true, new FormatDifference(each.What(), specification, code));
            }
        }

        return new(format, asked, refused, IsComplete: true, null);
    }

    /// <summary>Nothing that the code may meet in memory makes it throw.</summary>
    private static string Answer(Func<string> code)
    {
        try
        {
            return code();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return $"throws {fault.GetType().Name}: {fault.Message}";
        }
    }
}

/// <summary>A question that specification and code answer in different ways.</summary>
/// <param name="What">What was asked, in one line.</param>
/// <param name="Specification">The answer of the specification.</param>
/// <param name="Code">That of the code.</param>
public sealed record FormatDifference(string What, string Specification, string Code)
{
    /// <summary>All of it in one line.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => $"{What}: the specification says '{Specification}', the code '{Code}'";
}
