using System.Globalization;
using System.Text;

namespace LuoVerified.Sampling;

/// <summary>How the share of bugs that are found grows with the schedules, as a drawing (SVG): a panel for each group of targets, a
/// line for each method.</summary>
internal static class Chart
{
    private const int Width = 900;
    private const int PanelHeight = 260;
    private const int Left = 60;
    private const int Right = 230;
    private const int Top = 40;
    private const int Bottom = 45;

    private static readonly string[] Colours =
        ["#000000", "#1f77b4", "#ff7f0e", "#2ca02c", "#9467bd", "#d62728", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf"];

    /// <summary>Draws.</summary>
    /// <param name="all">What was measured.</param>
    /// <param name="bound">The most schedules on the axis.</param>
    /// <returns>The file: equal for equal measurements.</returns>
    public static string Of(IReadOnlyList<Measured> all, long bound)
    {
        string[] groups = [.. all.Select(each => each.Target.Group).Distinct()];
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{groups.Length * PanelHeight}\" font-family=\"sans-serif\" font-size=\"11\">");
        Line(svg, $"<rect width=\"{Width}\" height=\"{groups.Length * PanelHeight}\" fill=\"white\"/>");
        for (int i = 0; i < groups.Length; i++)
        {
            Panel(svg, groups[i], [.. all.Where(each => each.Target.Group == groups[i])], i * PanelHeight, bound);
        }

        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private static void Panel(StringBuilder svg, string group, Measured[] all, int y, long bound)
    {
        int plot = Width - Left - Right;
        int height = PanelHeight - Top - Bottom;
        int foot = y + Top + height;
        int targets = all.Select(each => each.Target).Distinct().Count();
        Line(svg, $"<text x=\"{Left}\" y=\"{y + Top - 14}\" font-size=\"13\">{group} ({targets}): share found within so many schedules</text>");
        for (int share = 0; share <= 100; share += 25)
        {
            int at = foot - (height * share / 100);
            Line(svg, $"<line x1=\"{Left}\" y1=\"{at}\" x2=\"{Left + plot}\" y2=\"{at}\" stroke=\"#dddddd\"/>");
            Line(svg, $"<text x=\"{Left - 8}\" y=\"{at + 4}\" text-anchor=\"end\">{share} %</text>");
        }

        for (long tick = 1; tick <= bound; tick *= 10)
        {
            Line(svg, $"<line x1=\"{X(tick):F1}\" y1=\"{foot}\" x2=\"{X(tick):F1}\" y2=\"{foot + 4}\" stroke=\"black\"/>");
            Line(svg, $"<text x=\"{X(tick):F1}\" y=\"{foot + 17}\" text-anchor=\"middle\">{tick}</text>");
        }

        string[] methods = [.. all.Select(each => each.Method.Name).Distinct()];
        for (int i = 0; i < methods.Length; i++)
        {
            Measured[] of = [.. all.Where(each => each.Method.Name == methods[i])];
            string colour = Colours[i % Colours.Length];
            string dashes = i < Colours.Length ? "" : " stroke-dasharray=\"4 2\"";
            Line(svg, $"<path d=\"{Path(of)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"{dashes}/>");
            int row = y + Top + (i * 13);
            Line(svg, $"<line x1=\"{Left + plot + 12}\" y1=\"{row}\" x2=\"{Left + plot + 32}\" y2=\"{row}\" stroke=\"{colour}\" stroke-width=\"2\"{dashes}/>");
            Line(svg, $"<text x=\"{Left + plot + 37}\" y=\"{row + 4}\">{methods[i]}</text>");
        }

        double X(long schedules) => Left + (plot * Math.Log(schedules) / Math.Log(bound));

        // A step for each find, up to where the method ended.
        string Path(Measured[] of)
        {
            long end = Math.Min(bound, of.Max(each => each.Bound));
            long?[] firsts = [.. of.SelectMany(each => each.Finds.Select(find => find.Schedule))];
            var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{X(1):F1} {foot}"));
            foreach (long at in firsts.OfType<long>().Where(first => first <= end).Distinct().Order())
            {
                double share = (double)firsts.Count(first => first <= at) / firsts.Length;
                path.Append(CultureInfo.InvariantCulture, $"H{X(at):F1}V{foot - (height * share):F1}");
            }

            return path.Append(CultureInfo.InvariantCulture, $"H{X(end):F1}").ToString();
        }
    }

    private static void Line(StringBuilder svg, FormattableString line) =>
        svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
