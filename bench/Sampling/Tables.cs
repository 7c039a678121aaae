using System.Globalization;
using System.Text;

namespace LuoVerified.Sampling;

/// <summary>What was measured, as tables in Markdown.</summary>
internal static class Tables
{
    /// <summary>A row for each method and a column for each group: on how many targets every seed found the bug, on how many the
    /// method's median is the lowest or as low, and the geometric mean of the medians, the bound standing for those above it.</summary>
    /// <param name="all">What was measured.</param>
    /// <returns>The table.</returns>
    public static string Summary(IReadOnlyList<Measured> all)
    {
        string[] groups = [.. all.Select(each => each.Target.Group).Distinct()];
        var text = new StringBuilder();
        Row(text, ["method", .. groups.SelectMany(group => (string[])[$"{group}: found", "best", "mean"])]);
        Row(text, [.. Enumerable.Repeat("---", 1 + (3 * groups.Length))]);
        foreach (IGrouping<string, Measured> method in all.GroupBy(each => each.Method.Name))
        {
            Row(text, [method.Key, .. groups.SelectMany(group => Cells([.. method.Where(each => each.Target.Group == group)]))]);
        }

        return text.ToString();

        string[] Cells(Measured[] of) => of.Length == 0 ? ["", "", ""] :
        [
            string.Create(CultureInfo.InvariantCulture, $"{of.Count(each => each.Finds.All(find => find.Schedule is not null))}/{of.Length}"),
            of[0].Method.Kind == MethodKind.Exhaustive ? "" : $"{of.Count(each => each.Median.Median is { } median && median == Lowest(each.Target))}",
            Mean(of.Select(each => (double)(each.Median.Median ?? each.Bound))).ToString("F1", CultureInfo.InvariantCulture),
        ];

        long? Lowest(Target target) =>
            all.Where(each => each.Target == target && each.Method.Kind != MethodKind.Exhaustive).Min(each => each.Median.Median);
    }

    /// <summary>A row for each method: how many schedules a second it runs, and for each group the geometric mean of the medians of the
    /// milliseconds up to the first find. They depend on the machine, so they are no part of what <c>--out</c> writes.</summary>
    /// <param name="all">What was measured.</param>
    /// <param name="rates">How many schedules a second a method runs; that of the exhaustive search is none.</param>
    /// <returns>The table.</returns>
    public static string Times(IReadOnlyList<Measured> all, IReadOnlyDictionary<Method, double> rates)
    {
        string[] groups = [.. all.Select(each => each.Target.Group).Distinct()];
        var text = new StringBuilder();
        Row(text, ["method", "schedules a second", .. groups.Select(group => $"{group}: ms")]);
        Row(text, ["---", .. Enumerable.Repeat("---:", 1 + groups.Length)]);
        foreach (IGrouping<Method, Measured> method in all.GroupBy(each => each.Method))
        {
            string rate = rates.TryGetValue(method.Key, out double known) ? known.ToString("N0", CultureInfo.InvariantCulture) : "";
            Row(text, [method.Key.Name, rate, .. groups.Select(group => Cell([.. method.Where(each => each.Target.Group == group)]))]);
        }

        return text.ToString();

        static string Cell(Measured[] of)
        {
            if (of.Length == 0)
            {
                return "";
            }

            double mean = Mean(of.Select(each => each.Milliseconds));
            return mean.ToString(mean < 10 ? "G2" : "F0", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>A row for each target of a group, a column for each method.</summary>
    /// <param name="all">What was measured.</param>
    /// <param name="group">The group.</param>
    /// <returns>The table.</returns>
    public static string Of(IReadOnlyList<Measured> all, string group)
    {
        Measured[] of = [.. all.Where(each => each.Target.Group == group)];
        string[] methods = [.. of.Select(each => each.Method.Name).Distinct()];
        var text = new StringBuilder();
        Row(text, [group, "rule", .. methods]);
        Row(text, [.. Enumerable.Repeat("---", 2 + methods.Length)]);
        foreach (IGrouping<Target, Measured> target in of.GroupBy(each => each.Target))
        {
            Row(text,
            [
                target.Key.Name.Replace("|", "\\|", StringComparison.Ordinal),
                target.Key.Rule,
                .. methods.Select(name => target.FirstOrDefault(each => each.Method.Name == name) is { } measured
                    ? measured.Median.Text(measured.Bound)
                    : ""),
            ]);
        }

        return text.ToString();
    }

    private static double Mean(IEnumerable<double> values) => Math.Exp(values.Average(Math.Log));

    private static void Row(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
