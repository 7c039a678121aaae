using System.Globalization;
using LuoVerified.Check.Explained;

namespace LuoVerified.Cli.Replaying.Picture;

/// <summary>The lanes of the locks: who holds each, and who waits for it, in a few columns.</summary>
internal sealed class LockColumns
{
    private readonly ExplainedTrace _trace;
    private readonly List<(string Name, LockSpan[] Held, LockSpan[] Waits, int Width)> _lanes = [];

    /// <summary>Chooses the lanes.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="rows">The rows that are shown.</param>
    /// <param name="room">The most columns for all of them. Locks that somebody waits for come first, then those that are held while
    /// another thread goes on, and no more than there is room for.</param>
    public LockColumns(ExplainedTrace trace, IReadOnlyList<PictureRow> rows, int room)
    {
        _trace = trace;
        var lanes = trace.Locks.GroupBy(each => each.Name).Select(group => Lane(
            group.Key, [.. group.SelectMany(each => each.Held)], [.. group.SelectMany(each => each.Waits)])).ToList();
        foreach (var lane in lanes.OrderByDescending(lane => lane.Waits.Any(IsInCall)).ThenByDescending(lane => lane.Held.Any(IsWatched)))
        {
            room -= lane.Width + 1;
            if (room >= 0)
            {
                _lanes.Add(lane);
            }
        }

        _lanes.Sort((one, other) => lanes.IndexOf(one).CompareTo(lanes.IndexOf(other)));
        LeftOut = lanes.Count - _lanes.Count;

        (string Name, LockSpan[] Held, LockSpan[] Waits, int Width) Lane(string name, LockSpan[] held, LockSpan[] waits)
        {
            int width = rows.Select(row => Cell(held, waits, row.To).Length).Append("L1".Length).Max();
            return (name, held, waits, width);
        }
    }

    /// <summary>The names of the locks, in the order of their columns.</summary>
    public IReadOnlyList<string> Names => [.. _lanes.Select(lane => lane.Name)];

    /// <summary>How many locks have no lane.</summary>
    public int LeftOut { get; }

    /// <summary>Whether any is held for shared use, or waited for, in the rows shown.</summary>
    public (bool Shared, bool Waits) Has => (
        _lanes.Any(lane => lane.Held.Any(span => !span.Exclusive)), _lanes.Any(lane => lane.Waits.Any(IsInCall)));

    /// <summary>The heading of the lanes: what each lock is called.</summary>
    public string Heading => Join(lane => Key(_lanes.IndexOf(lane)));

    /// <summary>The lanes in a row.</summary>
    /// <param name="row">The row; of several steps the last counts. Null for one that has none.</param>
    /// <returns>The text, of the same length for each row.</returns>
    public string Of(PictureRow? row) => Join(lane => row is null ? "" : Cell(lane.Held, lane.Waits, row.To));

    private string Join(Func<(string Name, LockSpan[] Held, LockSpan[] Waits, int Width), string> cell) =>
        string.Concat(_lanes.Select(lane => $"{cell(lane).PadRight(lane.Width)} "));

    /// <summary>What the lane at a position is called.</summary>
    public static string Key(int at) => string.Create(CultureInfo.InvariantCulture, $"L{at + 1}");

    /// <summary>Such as <c>rAB?</c>: A has the lock for reading, B waits.</summary>
    private string Cell(LockSpan[] held, LockSpan[] waits, int step) => string.Concat(
        held.Where(span => Covers(span, step)).Select(span => span.Exclusive ? span.Thread : $"r{span.Thread}")
            .Concat(waits.Where(span => Covers(span, step) && IsInCallAt(span, step)).Select(span => $"{span.Thread}?")));

    private static bool Covers(LockSpan span, int step) => span.From <= step && step <= (span.To ?? step);

    /// <summary>A thread that would wait in its next call does not wait yet.</summary>
    private bool IsInCallAt(LockSpan span, int step) =>
        _trace.Calls.Any(call => call.Thread == span.Thread && call.First <= step && (step <= call.Last || call.Answer is null));

    private bool IsInCall(LockSpan span) =>
        Enumerable.Range(span.From, Math.Max((span.To ?? _trace.Steps.Count) - span.From + 1, 0)).Any(step => IsInCallAt(span, step));

    /// <summary>Whether another thread takes a step meanwhile.</summary>
    private bool IsWatched(LockSpan span) =>
        _trace.Steps.Any(step => step.Thread != span.Thread && span.From < step.Number && step.Number <= (span.To ?? step.Number));
}
