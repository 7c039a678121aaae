using LuoVerified.Abi;
using LuoVerified.Check.Runs;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Scenarios;

/// <summary>Answers that some schedule must show, all of them in one kernel of one run: what a litmus test of memory models writes as
/// <c>exists</c> (Alglave, Maranget, Tautschnig, TOPLAS 2014).</summary>
/// <param name="Answers">The answers, each as an outcome writes it, such as <c>A: retrieve a -> -EFAULT</c>; one and more.</param>
public sealed record ExpectedAnswers(IReadOnlyList<string> Answers)
{
    private const string Arrow = " -> ";

    /// <summary>How the line of a scenario reads.</summary>
    private const string Form = "answers that must exist read 'exists DESIGN: THREAD: OPERATION -> ANSWER; THREAD: OPERATION -> ANSWER; ...'";

    private static readonly Outcome[] All =
        [Outcome.True, Outcome.False, Outcome.NotHeld, Outcome.OtherName, .. Enum.GetValues<Errno>().Select(Outcome.Of)];

    /// <summary>Whether an outcome shows all of them, each as often as it stands here.</summary>
    /// <param name="outcome">What the calls of one kernel have answered, as <c>luo prove --outcomes</c> prints it.</param>
    /// <returns>True if it does.</returns>
    public bool AreIn(string outcome)
    {
        // Where a scenario has several kernels, each outcome begins with which one it is.
        int start = outcome.StartsWith("kernel ", StringComparison.Ordinal) ? outcome.IndexOf(": ", StringComparison.Ordinal) + 2 : 0;
        string[] shown = outcome[start..].Split("; ");
        return Answers.CountBy(answer => answer).All(stated => shown.Count(answer => answer == stated.Key) >= stated.Value);
    }

    /// <summary>As a scenario writes it.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join("; ", Answers);

    /// <summary>Reads answers as a scenario writes them.</summary>
    /// <param name="text">Such as <c>A: retrieve a -> -EFAULT; B: retrieve a -> ok</c>.</param>
    /// <param name="phases">The operations of each thread of each kernel.</param>
    /// <param name="answers">The answers; none if the text is wrong.</param>
    /// <param name="error">Why it is wrong: it is no such text, or no thread of that letter makes such a call. Empty if it is not.</param>
    /// <returns>Whether it is right.</returns>
    public static bool TryParse(
        string text, IReadOnlyList<IReadOnlyList<IReadOnlyList<Operation>>> phases, out ExpectedAnswers answers, out string error)
    {
        (answers, error) = (new([]), "");
        List<string> read = [];
        foreach (string part in text.Split(';', StringSplitOptions.TrimEntries))
        {
            read.Add(Answer(part, phases, out error));
            if (error.Length > 0)
            {
                return false;
            }
        }

        answers = new(read);
        return true;
    }

    /// <returns>One answer as it is written; empty if the text is wrong.</returns>
    private static string Answer(string text, IReadOnlyList<IReadOnlyList<IReadOnlyList<Operation>>> phases, out string error)
    {
        int colon = text.IndexOf(": ", StringComparison.Ordinal);
        int arrow = text.LastIndexOf(Arrow, StringComparison.Ordinal);
        if (colon < 0 || arrow < colon)
        {
            error = Form;
            return "";
        }

        (string letter, string call, string answer) = (text[..colon], text[(colon + 2)..arrow], text[(arrow + Arrow.Length)..]);
        if (!Operation.TryParse(call, out Operation operation, out error))
        {
            return "";
        }

        error = operation.Service is null ? $"'{call}' has no answer"
            : !phases.Any(threads => threads.Index().Any(thread => ThreadName.Of(thread.Index) == letter && thread.Item.Any(each => Calls(each, operation))))
                ? $"there is no thread {letter} with '{operation}'"
            : !All.Any(each => $"{each}" == answer) ? $"'{answer}' is no answer, such as ok, true or -ENOENT"
            : "";
        return error.Length == 0 ? $"{letter}: {operation}{Arrow}{answer}" : "";
    }

    /// <summary>Whether an operation of a scenario is a call, or begins with it: a kexec serializes.</summary>
    private static bool Calls(Operation made, Operation call) => made == call
        || (made.Machine == MachineStep.Kexec && call.Service == SessionOperation.Serialize);
}
