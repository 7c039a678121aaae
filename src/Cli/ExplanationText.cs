using LuoVerified.Check;
using LuoVerified.Check.Explained;
using LuoVerified.Cli.Replaying.Picture;

namespace LuoVerified.Cli;

/// <summary>What <c>luo replay</c> prints: the picture, the violation, which rule that is and what it says, why it broke, and the nearest
/// schedule that passes.</summary>
internal static class ExplanationText
{
    private const string Indent = "        ";

    /// <summary>Puts an explanation into lines.</summary>
    /// <param name="trace">The explanation.</param>
    /// <param name="outcome">What came of the replay, in a line.</param>
    /// <param name="width">The most columns of a line.</param>
    /// <param name="all">Whether every step is shown.</param>
    /// <returns>The text; nothing in it moves the cursor of a terminal.</returns>
    public static string Of(ExplainedTrace trace, string outcome, int width, bool all)
    {
        // Of a smaller program the summary says what it was made of: a scenario of that name, so that it is said once.
        bool isShrunk = trace.Program.Summary.StartsWith($"{trace.Program.Name}, ", StringComparison.Ordinal);
        string text = Line($"scenario {(isShrunk ? "" : $"{trace.Program.Name}: ")}{trace.Program.Summary}") + $"design {trace.Design}\n\n"
            + TracePicture.Of(trace, width, all);
        if (trace.Violation is { } violation)
        {
            string why = string.Join(' ', violation.Why.Where(sentence => sentence != violation.Message));
            text += $"\n{Line($"{violation.Rule}: {violation.Message}")}"
                + (violation.History.Length == 0 ? "" : $"\n{string.Concat(violation.History.TrimEnd('\n').Split('\n').Select(Line))}")
                + $"\n{Entry("rule", violation.Statement)}{Entry("why", why)}{Entry("nearest", trace.Nearest?.Says ?? "")}";
        }

        return Printable.Lines($"{text}\n{Line(outcome)}");

        string Entry(string what, string entry) => entry.Length == 0 ? "" : Line($"{what.PadRight(Indent.Length, WrappedText.Tie)}{entry}");

        string Line(string line) => $"{(line.Length <= width ? line.Replace(WrappedText.Tie, ' ') : WrappedText.Of(line, Indent, width, breakWords: true))}\n";
    }
}
