using LuoVerified.Core;

namespace LuoVerified.Check.Runs;

/// <summary>A step in words: all that is known of how it is written, and of what can be read back from it.</summary>
internal static class StepText
{
    private const string Call = "call ";
    private const string Return = "return ";
    private const string Jump = "jump";
    private const string Fault = "fault ";
    private const string Refused = " refused";
    private const string Broke = " !";
    private const string Waits = " ...";

    /// <summary>Writes a step.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="target">What it does that to; of no account for a return, a jump and a request.</param>
    /// <param name="detail">The value read or written, the answer, or what was asked for; empty if there is none.</param>
    /// <param name="ending">What became of it.</param>
    /// <returns>The text, such as <c>read retrieved = false</c>.</returns>
    public static string Of(StepKind kind, string target, string detail, Ending ending)
    {
        string words = kind switch
        {
            StepKind.Call => $"{Call}{target}",
            StepKind.Return => $"{Return}{detail}",
            StepKind.Jump => detail.Length == 0 ? Jump : $"{Jump} {detail}",
            StepKind.Fault => $"{Fault}{detail}",
            _ => $"{Words.Of(kind)} {target}{(detail.Length == 0 ? "" : $" = {detail}")}",
        };
        return ending switch
        {
            Ending.Broke => $"{words}{Broke}",
            Ending.Waits => $"{words}{Waits}",
            _ => words,
        };
    }

    /// <summary>A step for a reader who does not know how it is written in a trace.</summary>
    /// <param name="text">As <see cref="Of"/> writes it.</param>
    /// <returns>The words, such as <c>request reply refused</c>.</returns>
    public static string Told(string text) =>
        BreaksRule(text) ? $"{Told(text[..^Broke.Length])}: breaks the rule"
        : IsWaiting(text) ? $"{Told(text[..^Waits.Length])}: waits for ever"
        : text.StartsWith(Fault, StringComparison.Ordinal) ? $"request {text[Fault.Length..]}"
        : IsJump(text) ? "jump: every thread ends here"
        : text;

    /// <summary>Whether a call begins with it.</summary>
    public static bool IsCall(string text) => text.StartsWith(Call, StringComparison.Ordinal);

    /// <summary>Whether a call returns with it.</summary>
    public static bool IsReturn(string text) => text.StartsWith(Return, StringComparison.Ordinal);

    /// <summary>Whether the epoch is left with it.</summary>
    public static bool IsJump(string text) => text == Jump;

    /// <summary>Whether it is a request of a kind.</summary>
    public static bool AsksFor(string text, FaultSite site) => text.StartsWith($"{Fault}{site} ", StringComparison.Ordinal);

    /// <summary>Whether it is a request that is refused.</summary>
    public static bool IsRefused(string text) => text.EndsWith(Refused, StringComparison.Ordinal);

    /// <summary>Whether it broke a rule and so did not come to its end.</summary>
    public static bool BreaksRule(string text) => text.EndsWith(Broke, StringComparison.Ordinal);

    /// <summary>Whether its thread waits for it for ever.</summary>
    public static bool IsWaiting(string text) => text.EndsWith(Waits, StringComparison.Ordinal);

    /// <summary>As a column of a picture has it: calls and returns stand out, what happens between them is indented.</summary>
    public static string Cell(string text) =>
        IsCall(text) ? text[Call.Length..] : IsReturn(text) ? $"= {text[Return.Length..]}" : $"  {text}";

    /// <summary>What a step is found by in another run: its kind and target. Values, answers, and whether a lock is shared are left
    /// out.</summary>
    public static string Key(string text)
    {
        string[] words = text.Split(' ', 3);
        string target = words.Length > 1 ? words[1] : "";
        return words[0] switch
        {
            "acquire-read" or "acquire-write" => $"acquire {target}",
            "release-read" or "release-write" => $"release {target}",
            "return" or "fault" or Jump => words[0],
            "free" => $"free {target}",
            _ => text.Split(" = ")[0].Split(Broke)[0],
        };
    }

    /// <summary>The lock that a step takes or gives up.</summary>
    /// <param name="key">The <see cref="Key"/> of the step.</param>
    /// <returns>Its label; empty if it does neither.</returns>
    public static string LockIn(string key) => key.Split(' ') is ["acquire" or "release", var label] ? label : "";
}
