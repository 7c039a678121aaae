using System.Globalization;
using LuoVerified.Check.Explained;

namespace LuoVerified.Cli.Replaying.Picture;

/// <summary>Which steps of a trace have a row of their own. Of a long one those that do not matter are folded, a call at a time.</summary>
/// <remarks>What matters: the steps that have a part in the violation; that at which the nearest schedule that passes parts; where a
/// thread is stopped and goes on though it, or the one before, need not; what takes and gives back a lock that is held meanwhile; a
/// kernel that is left, a request that is asked for and, if it is refused, how its call goes on; what was written for the next kernel if
/// that breaks the rule; and what did not come to its end. Of a call with one of these, the call and its answer.</remarks>
internal sealed class Folding
{
    /// <summary>Fewer steps in the middle of a call are not folded: that would hardly save a line.</summary>
    private const int FewestWithin = 3;

    /// <summary>As many steps are read at a glance: they are not folded.</summary>
    private const int AtAGlance = 30;

    private readonly ExplainedTrace _trace;
    private readonly HashSet<int> _shown = [];

    /// <summary>Works it out.</summary>
    /// <param name="trace">The trace.</param>
    public Folding(ExplainedTrace trace)
    {
        _trace = trace;
        Switches = Enumerable.Range(2, Math.Max(trace.Steps.Count - 1, 0)).Where(IsSwitch).ToHashSet();
        _shown.UnionWith((trace.Violation?.Related ?? []).Select(related => related.Step));
        _shown.UnionWith(trace.Nearest?.Parts is { } parts ? [parts] : []);
        _shown.UnionWith(trace.Steps.Where(step => step.Kind is "jump" or "fault" || step.Ending != "done").Select(step => step.Number));
        _shown.UnionWith(Switches.Select(number => number - 1).Where(number => Step(number).Kind != "return"));
        _shown.UnionWith(Switches.Where(number => Step(number).Kind != "call"));
        _shown.UnionWith(trace.Steps.Where(IsAfterRefusal).Select(step => step.Number));
        _shown.UnionWith(trace.Steps.Where(step => step.Kind == "write" && WasHandedOver).Select(step => step.Number));
        foreach (LockSpan span in trace.Locks.SelectMany(each => each.Held))
        {
            if (Switches.Any(number => span.From < number && number <= (span.To ?? number)))
            {
                _shown.UnionWith([span.From, span.To ?? trace.Steps.Count]);
            }
        }

        foreach (ExplainedCall call in trace.Steps.Where(step => _shown.Contains(step.Number) && step.Call is not null)
            .Select(step => trace.Calls[step.Call!.Value]).Distinct().ToArray())
        {
            _shown.UnionWith([call.First, call.Last]);
        }
    }

    /// <summary>The steps with which another thread goes on although the one before could have.</summary>
    public IReadOnlySet<int> Switches { get; }

    /// <summary>The rows.</summary>
    /// <param name="all">Whether each step has its own.</param>
    /// <returns>The rows, in order; each step is in one.</returns>
    public IReadOnlyList<PictureRow> Rows(bool all)
    {
        List<PictureRow> rows = [];
        for (int first = 1; first <= _trace.Steps.Count;)
        {
            int last = all || _trace.Steps.Count <= AtAGlance ? first : LastOfStretch(first);
            if (Folded(first, last) is { } folded)
            {
                rows.Add(folded);
            }
            else
            {
                last = first;
                rows.Add(new PictureRow(first, first, Step(first).Thread, Cell(Step(first))));
            }

            first = last + 1;
        }

        return rows;
    }

    /// <summary>Calls and returns stand out; what happens between them is indented.</summary>
    private static string Cell(ExplainedStep step) =>
        step is { Kind: "call" } ? step.Target : step is { Kind: "return" } ? $"= {step.Value}" : $"  {step.Words}";

    private ExplainedStep Step(int number) => _trace.Steps[number - 1];

    /// <summary>Whether the rule is broken when the next epoch begins: then what was written for it matters.</summary>
    private bool WasHandedOver => _trace.Violation is not null && _trace.Steps is [.., { Kind: "jump" } or { Thread: "-" }];

    /// <summary>How a call goes on after a request of it was refused.</summary>
    private bool IsAfterRefusal(ExplainedStep step) =>
        _trace.Steps.Any(each => each.Refuses() && each.Number < step.Number && each.Call == step.Call && each.Call is not null);

    private bool IsSwitch(int number)
    {
        (ExplainedStep before, ExplainedStep step) = (Step(number - 1), Step(number));
        return before.Thread != step.Thread && step.Thread != "-" && step.Ready.Contains(before.Thread);
    }

    /// <summary>The last of the steps from one on that one thread takes in one call, one after the other, and that do not
    /// matter.</summary>
    private int LastOfStretch(int first)
    {
        int last = first;
        while (!_shown.Contains(first) && last < _trace.Steps.Count && !_shown.Contains(last + 1)
            && Step(last + 1).Thread == Step(first).Thread && Step(last + 1).Call == Step(first).Call)
        {
            last++;
        }

        return last;
    }

    private PictureRow? Folded(int first, int last)
    {
        if (Step(first).Call is not { } at || last == first)
        {
            return null;
        }

        ExplainedCall call = _trace.Calls[at];
        (bool begins, bool ends) = (call.First == first, call.Last == last && call.Answer is not null);
        int count = last - first + 1;
        if (!(begins && ends) && count < FewestWithin)
        {
            return null;
        }

        string what = string.Create(CultureInfo.InvariantCulture, $"{(begins ? "" : "  ")}\u2026 {count} steps")
            + (begins ? $": {call.Operation}" : "") + (ends ? $", answered {call.Answer}" : "");
        return new PictureRow(first, last, Step(first).Thread, what);
    }
}
