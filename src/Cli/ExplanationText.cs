using LuoVerified.Check.Explained;

namespace LuoVerified.Cli;

/// <summary>What stands below the picture of a trace: which rule broke and what it says, why, and the nearest schedule that
/// passes.</summary>
internal static class ExplanationText
{
    /// <summary>Puts an explanation into lines.</summary>
    /// <param name="trace">The explanation; may be null.</param>
    /// <returns>An empty line, then a line or more for each of the three that is known; nothing if no rule is broken.</returns>
    public static string Of(ExplainedTrace? trace)
    {
        if (trace?.Violation is not { } violation)
        {
            return "";
        }

        string why = string.Join(' ', violation.Why.Where(sentence => sentence != violation.Message));
        return "\n" + Line("rule", violation.Statement) + Line("why", why) + Line("nearest", trace.Nearest?.Says ?? "");
    }

    private static string Line(string what, string text) =>
        text.Length == 0 ? "" : $"{WrappedText.Of($"     {what,-8}{text}", $"     {"",-8}", WrappedText.Terminal)}\n";
}
