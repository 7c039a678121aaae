using LuoVerified.Check;
using LuoVerified.Check.Explained;
using LuoVerified.Check.Runs;

namespace LuoVerified.Cli.Replaying.Picture;

/// <summary>What the picture of a trace says in words: above it the set-up, below a row what becomes of the state and which part the row
/// has in the violation.</summary>
/// <param name="trace">The trace.</param>
internal sealed class PictureNotes(ExplainedTrace trace)
{
    /// <summary>More of the value of a part of the state is cut.</summary>
    private const int MaxValue = 200;

    private const char Change = '*';
    private const char Part = '!';
    private const char Parts = '~';

    private readonly ILookup<int, string> _roles = (trace.Violation?.Related ?? []).ToLookup(related => related.Step, related => related.Role);

    /// <summary>The calls before the threads start, with their answers.</summary>
    public string SetUp
    {
        get
        {
            string calls = trace.Program.SetUp.Count == 0
                ? "none: the threads start at once"
                : string.Join("; ", trace.Program.SetUp.Select(call => $"{call.Operation} {(call.Answer is null ? "(here it ends)" : $"= {call.Answer}")}"));
            return trace.Steps.Count > 0 ? calls : $"{calls}. No thread took a step: the rule is broken in the set-up itself.";
        }
    }

    /// <summary>What each thread does, phase by phase.</summary>
    public IEnumerable<string> Threads
    {
        get
        {
            foreach ((int phase, IReadOnlyList<IReadOnlyList<string>> threads) in trace.Program.Operations.Index())
            {
                string when = phase == 0 ? "" : "then ";
                foreach ((int thread, IReadOnlyList<string> operations) in threads.Index())
                {
                    yield return $"{when}{ThreadName.Of(thread)}: {string.Join("; ", operations)}".Replace(' ', WrappedText.Tie);
                }
            }
        }
    }

    /// <summary>That it takes no interleaving; empty if it does.</summary>
    public string Needs => trace.Violation is null || trace.Calls.Count == 0 ? ""
        : trace.Calls.Select(call => call.Thread).Distinct().Count() == 1 ? "one thread only: no interleaving"
        : trace.Calls.Zip(trace.Calls.Skip(1)).All(pair => pair.First.Last < pair.Second.First && pair.First.Answer is not null)
            ? "this order of the calls only: no two of them overlap" : "";

    /// <summary>The state that the set-up leaves.</summary>
    public string FirstState => trace.States.Count == 0 ? ""
        : string.Join("; ", trace.States[0].Parts.Select(part => $"{part.Name} {Cut(part.Value)}"));

    /// <summary>Whether a row has a part in the violation.</summary>
    public bool HasPart(PictureRow row) => Steps(row).Any(_roles.Contains);

    /// <summary>What is said above a row; null for most.</summary>
    /// <param name="row">The row.</param>
    public string? Above(PictureRow row) => trace.Nearest?.Parts is { } parts && row.From <= parts && parts <= row.To
        ? $"{Parts} here the nearest schedule that passes goes another way" : null;

    /// <summary>What is said below a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The notes; none for most rows.</returns>
    public IEnumerable<string> Below(PictureRow row)
    {
        if (Unmarked(row) is { Length: > 0 } changes)
        {
            yield return $"{Change} {changes}";
        }

        foreach (string role in Steps(row).SelectMany(step => _roles[step]))
        {
            yield return $"{Part} {(row.Thread == "-" ? "boot" : row.Thread)}: {role}";
        }
    }

    /// <summary>What of the state changes and is not said with a part of the row in the violation.</summary>
    private string Unmarked(PictureRow row) => string.Join(
        "; ", Changes(row).Where(change => !Steps(row).Any(step => _roles[step].Any(role => role.Contains(change, StringComparison.Ordinal)))));

    /// <summary>What the marks mean, of those that there are.</summary>
    /// <param name="rows">The rows that are shown.</param>
    /// <param name="switches">Whether a thread goes on although the one before could have.</param>
    /// <param name="folds">Whether steps are folded.</param>
    public string Marks(IReadOnlyList<PictureRow> rows, bool switches, bool folds)
    {
        IEnumerable<string> marks =
        [
            switches ? "> this thread goes on, though the one before could have" : "",
            _roles.Count > 0 ? $"{Part} has a part in the violation" : "",
            rows.Any(row => Unmarked(row).Length > 0) ? $"{Change} the state changes before the next step" : "",
            folds ? "\u2026 folded, shown by --all" : "",
        ];
        return string.Join("; ", marks.Where(mark => mark.Length > 0));
    }

    private static IEnumerable<int> Steps(PictureRow row) => Enumerable.Range(row.From, row.To - row.From + 1);

    private IEnumerable<string> Changes(PictureRow row)
    {
        ExplainedState? before = trace.States.LastOrDefault(state => state.After < row.From);
        ExplainedState? after = trace.States.LastOrDefault(state => state.After <= row.To);
        return before is null || after is null ? [] : after.Parts
            .Select(part => (part.Name, Was: before.Parts.FirstOrDefault(each => each.Name == part.Name)?.Value, Is: part.Value))
            .Where(change => change.Was is not null && change.Was != change.Is)
            .Select(change => $"{change.Name} was {Cut(change.Was!)} and becomes {Cut(change.Is)}");
    }

    private static string Cut(string value) => value.Length <= MaxValue ? value : $"{value[..MaxValue]}\u2026";
}
