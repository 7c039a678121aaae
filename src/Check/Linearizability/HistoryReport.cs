using System.Globalization;
using System.Text;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Linearizability;

/// <summary>Tells a reader why a history is not linearizable.</summary>
/// <param name="history">The calls, in order of invocation.</param>
/// <param name="longest">How far the search came.</param>
/// <param name="next">The return at which it did not go on.</param>
/// <param name="specification">What the calls must answer.</param>
/// <typeparam name="TState">A state of the specification.</typeparam>
internal sealed class HistoryReport<TState>(
    IReadOnlyList<Call> history, Configuration<TState> longest, ForcingReturn next, ISpecification<TState> specification)
    where TState : IEquatable<TState>
{
    private const string Indent = "     ";

    /// <summary>More of a call is cut.</summary>
    private const int MaxCallWidth = 38;

    private readonly IReadOnlyList<Call> _path = longest.Path();

    /// <summary>The calls that could be next, and why each is not.</summary>
    private IEnumerable<(Call Call, string Reason)> Misfits => next.Others.Append(next.Returning)
        .Where(pending => (longest.Linearized & pending.Slot) == 0)
        .Select(pending => (pending.Call, specification.Misfit(longest.State, pending.Call)))
        .OrderBy(misfit => misfit.Call.Invoked);

    /// <summary>The report in one line.</summary>
    /// <returns>The line, without its end.</returns>
    public string Line() =>
        $"no order explains the answers of all {history.Count} calls; after {_path.Count} of them, "
        + string.Join(", ", Misfits.Select(misfit => $"{ThreadName.Of(misfit.Call.Thread)}: {misfit.Call.Label} {misfit.Reason}"));

    /// <summary>The report.</summary>
    /// <returns>Lines of at most 80 columns; each ends with a line feed.</returns>
    public string Text()
    {
        bool overlap = !IsSequential;
        var text = new StringBuilder(
            overlap ? "calls, time from left to right: [ call, ] return, > cut off\n" : "calls, one after the other\n");
        AppendCalls(text, overlap);
        text.Append(CultureInfo.InvariantCulture, $"\nlongest partial linearization, {_path.Count} of {history.Count} calls\n");
        foreach (Call call in _path)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Head(call)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{WrappedText.Of($"{Indent}leads to {longest.State}", Indent)}\n");
        text.Append("\nno call that could be next fits\n");
        foreach ((Call call, string reason) in Misfits)
        {
            text.Append(CultureInfo.InvariantCulture, $"{WrappedText.Of($"{Head(call)}: {reason}", Indent)}\n");
        }

        return text.ToString();
    }

    /// <summary>Whether no two calls overlap: then a time axis says no more than their order.</summary>
    private bool IsSequential => history.Zip(history.Skip(1)).All(pair => pair.First.Returned < pair.Second.Invoked);

    private void AppendCalls(StringBuilder text, bool onAxis)
    {
        int[] times = [.. history.Select(call => call.Invoked).Concat(history.Select(call => call.Returned).OfType<int>()).Order()];
        int callWidth = history.Max(call => Head(call).Length);
        int room = WrappedText.Terminal - callWidth - 2;
        int epoch = 0;
        foreach (Call call in history)
        {
            if (call.Epoch != epoch)
            {
                epoch = call.Epoch;
                text.Append(CultureInfo.InvariantCulture, $"{specification.EpochWord} {epoch}\n");
            }

            if (!onAxis)
            {
                text.Append(CultureInfo.InvariantCulture, $"{Head(call)}\n");
                continue;
            }

            int from = Column(call.Invoked);
            string bar = Bar(from, call.Returned is { } returned ? Column(returned) : null, Column(times[^1]));
            text.Append(CultureInfo.InvariantCulture, $"{Head(call).PadRight(callWidth)}  {new string(' ', from)}{bar}\n");
        }

        // Two columns an event, or one; a long history is drawn to scale, events side by side in one column.
        int Column(int time)
        {
            int rank = Array.BinarySearch(times, time);
            return 2 * times.Length <= room ? 2 * rank : times.Length <= room ? rank : rank * room / times.Length;
        }
    }

    private static string Bar(int from, int? to, int end) =>
        to is null ? $"[{new string('=', Math.Max(end - from - 1, 0))}>"
        : to == from ? "|"
        : $"[{new string('=', to.Value - from - 1)}]";

    /// <summary>Number, thread and words of a call.</summary>
    private string Head(Call call)
    {
        string fault = call.Circumstance.Length == 0 ? "" : $" ({call.Circumstance})";
        string answer = call.Returned is null ? "(cut off)" : call.Answer;
        string words = $"{call.Label}{fault} -> {answer}";
        int excess = words.Length - MaxCallWidth;
        string shown = excess <= 0 ? words : $"{call.Label[..^Math.Min(excess + 3, call.Label.Length)]}...{fault} -> {answer}";
        return $"{Number(call),5} {ThreadName.Of(call.Thread)} {shown}";
    }

    /// <summary>The position of a call in the history, from 1.</summary>
    private int Number(Call call)
    {
        int at = 0;
        while (history[at] != call)
        {
            at++;
        }

        return at + 1;
    }
}
