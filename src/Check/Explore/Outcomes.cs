using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>The combinations of results that runs of a program show, epoch by epoch. A combination is put into words only
/// when it is new.</summary>
/// <param name="subject">What runs.</param>
public sealed class Outcomes(Subject subject)
{
    private readonly Dictionary<string, string> _texts = [];
    private readonly int _threads = subject.Program.Threads;

    /// <summary>Adds what a run shows: the results in each epoch that it left or ended in, and the rule that it broke in
    /// the last one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="from">The first phase of the program that is looked at.</param>
    /// <param name="outcomes">Takes them.</param>
    public void Add(Run run, int from, HashSet<string> outcomes)
    {
        IReadOnlyList<Call> history = run.History;
        int phase = -1;
        for (int first = 0; first < history.Count;)
        {
            int end = first + 1;
            while (end < history.Count && history[end].Epoch == history[first].Epoch)
            {
                end++;
            }

            phase += history[first].Thread < 0 && history[end - 1].Thread < 0 ? 0 : 1;
            if (phase >= from && (run.Violation is null || end < history.Count))
            {
                outcomes.Add(Text(history, first, end));
            }

            first = end;
        }

        if (run.Violation is { } broken)
        {
            outcomes.Add(broken.Check);
        }
    }

    private string Text(IReadOnlyList<Call> history, int first, int end)
    {
        Span<char> key = stackalloc char[1 + _threads + end - first];
        int length = 0;
        key[length++] = (char)history[first].Epoch;
        for (int thread = 0; thread < _threads; thread++)
        {
            for (int i = first; i < end; i++)
            {
                if (history[i].Thread == thread)
                {
                    key[length++] = history[i].Returned is null ? ' ' : history[i].AnswerCode;
                }
            }

            key[length++] = ';';
        }

        Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> texts = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!texts.TryGetValue(key[..length], out string? text))
        {
            IEnumerable<Call> calls = history.Skip(first).Take(end - first).Where(call => call.Thread >= 0).OrderBy(call => call.Thread);
            text = subject.Outcome([.. calls]);
            texts[key[..length]] = text;
        }

        return text;
    }
}
