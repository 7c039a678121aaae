using System.Globalization;
using System.Text;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Traces;

/// <summary>Draws a schedule for a reader: one line a step, one column a thread, time going down.</summary>
public static class Interleaving
{
    private const int NumberWidth = 5;

    /// <summary>Draws a finding; the calls on a time axis follow if they tell more.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>The text; each line ends with a line feed.</returns>
    public static string Render(Finding finding)
    {
        TraceStep[] steps = [.. finding.Steps.Select(TraceStep.Of)];
        string calls = finding.Violation.Calls;
        return Render(steps, finding.Violation) + (calls.Length == 0 ? "" : $"\n{calls}");
    }

    /// <summary>Draws.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="violation">What they end in; null if that is nothing.</param>
    /// <returns>The text; each line ends with a line feed.</returns>
    public static string Render(IReadOnlyList<TraceStep> steps, Violation? violation)
    {
        int[] threads = [.. steps.Select(step => step.Thread).Distinct().Order()];
        int[] widths = [.. threads.Select(thread => steps.Where(step => step.Thread == thread).Max(step => StepText.Cell(step.Text).Length) + 2)];
        var text = new StringBuilder();
        Line("step", column => ThreadName.Of(threads[column]), threads.Length - 1);
        for (int i = 0; i < steps.Count; i++)
        {
            TraceStep step = steps[i];
            int at = Array.IndexOf(threads, step.Thread);
            Line((i + 1).ToString(CultureInfo.InvariantCulture), column => column == at ? StepText.Cell(step.Text) : "", at);
        }

        if (violation is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{"",NumberWidth}{violation.Check}: {violation.Message}\n");
        }

        return text.ToString();

        void Line(string number, Func<int, string> cell, int last)
        {
            var line = new StringBuilder(number.PadLeft(NumberWidth - 1)).Append(' ');
            for (int column = 0; column <= last; column++)
            {
                line.Append(cell(column).PadRight(widths[column]));
            }

            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
    }
}
