using LuoVerified.Check;

namespace LuoVerified.Fuzz;

/// <summary>What came of a quick proof.</summary>
/// <param name="Verdict">Violation if anything is wrong, pass only if all was covered.</param>
/// <param name="Rule">The rule that was broken first; else what kept the proof from its end; empty for a pass.</param>
/// <param name="Program">The scenario or the program in which, with the design; empty for a pass.</param>
/// <param name="Message">What happened, in one line.</param>
/// <param name="Places">The places in the checked code of the schedule that shows it, as
/// <see cref="Core.Watching.Site.Place"/>.</param>
public sealed record QuickVerdict(Verdict Verdict, string Rule, string Program, string Message, IReadOnlyList<string> Places)
{
    private const int Heads = 4;

    /// <summary>As words, which mean the same to another copy of this assembly.</summary>
    /// <returns>The words.</returns>
    public string[] Words() => [$"{Verdict}", Rule, Program, Message, .. Places];

    /// <summary>Reads what <see cref="Words"/> has written.</summary>
    /// <param name="words">The words.</param>
    /// <returns>The verdict.</returns>
    public static QuickVerdict Parse(string[] words) => new(Enum.Parse<Verdict>(words[0]), words[1], words[2], words[3], words[Heads..]);
}
