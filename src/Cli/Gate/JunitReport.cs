using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using LuoVerified.Pages;

namespace LuoVerified.Cli.Gate;

/// <summary>A report as JUnit XML: a test case for each scenario on each design. What is not as expected is a failure; so is what is
/// inconclusive, since nothing but a pass is one; what could not be run is an error, what a design rules out is skipped.</summary>
internal static class JunitReport
{
    /// <summary>Writes it.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The document.</returns>
    public static string Of(GateReport report)
    {
        var suite = new XElement(
            "testsuite",
            new XAttribute("name", report.Command),
            Counts(report),
            new XAttribute("skipped", Number(report, Standing.NotApplicable)),
            report.Rows.Select(Case),
            new XElement("system-out", Text(report.Summary)));
        var document = new XDocument(new XElement("testsuites", new XAttribute("name", "luo"), Counts(report), suite));
        using var text = new Utf8Writer();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            document.Save(writer);
        }

        return $"{text}\n";
    }

    private static XAttribute[] Counts(GateReport report) =>
    [
        new("tests", report.Rows.Count),
        new("failures", Number(report, Standing.NotMet, Standing.Undecided)),
        new("errors", Number(report, Standing.Unusable, Standing.Failed)),
    ];

    private static int Number(GateReport report, params Standing[] standings) => report.Rows.Count(row => standings.Contains(row.Standing));

    private static XElement Case(GateRow row) => new(
        "testcase",
        new XAttribute("name", Text(row.Subject)),
        new XAttribute("classname", Text(row.Design)),
        row.Standing switch
        {
            Standing.Met => null,
            Standing.NotApplicable => new XElement("skipped", Text(row.Detail)),
            Standing.NotMet => Problem("failure", row.Verdict, $"expected {row.Expected}, found {row.Verdict}", Lines(row.Unexpected)),
            Standing.Undecided => Problem("failure", "inconclusive", row.Detail, ""),
            _ => Problem("error", row.Verdict, row.Detail, ""),
        },
        row.Standing == Standing.Met && row.Findings.Count > 0 ? new XElement("system-out", Text($"as expected:\n{Lines(row.Findings)}")) : null);

    private static XElement Problem(string name, string type, string message, string text) =>
        new(name, new XAttribute("type", Text(type)), new XAttribute("message", Text(message)), Text(text));

    private static string Lines(IEnumerable<GateFinding> findings)
    {
        var text = new StringBuilder();
        foreach (GateFinding finding in findings)
        {
            text.Append(CultureInfo.InvariantCulture, $"{finding.Rule}: {finding.Message}\n");
            foreach (GatePlace place in finding.Places)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {place.File}:{place.Line}: {place.Role}\n");
            }

            text.Append(finding.Trace?.File is { } trace ? $"  {trace}\n" : "");
        }

        return text.ToString();
    }

    /// <summary>A text without what XML does not take.</summary>
    private static string Text(string text)
    {
        string clean = PlainText.Clean(text);
        var legal = new StringBuilder(clean.Length);
        for (int i = 0; i < clean.Length; i++)
        {
            if (i + 1 < clean.Length && XmlConvert.IsXmlSurrogatePair(clean[i + 1], clean[i]))
            {
                legal.Append(clean, i++, 2);
            }
            else
            {
                legal.Append(XmlConvert.IsXmlChar(clean[i]) ? clean[i] : '\ufffd');
            }
        }

        return legal.ToString();
    }

    /// <summary>The declaration of the document names the encoding of its writer.</summary>
    private sealed class Utf8Writer() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    }
}
