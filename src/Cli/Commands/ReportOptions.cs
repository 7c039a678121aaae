using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Gate;

namespace LuoVerified.Cli.Commands;

/// <summary>Where reports go, the same in every command: <c>--report KIND=FILE</c>, and <c>--json FILE</c>, which is short for
/// <c>--report json=FILE</c>; and <c>--html DIR</c>.</summary>
internal sealed class ReportOptions
{
    /// <summary>Stands for standard output.</summary>
    private const string Standard = "-";

    /// <summary><c>--json</c>.</summary>
    public Option<string?> Json { get; } = new("--json")
    {
        Description = "Write the report to this file as JSON, too; - for standard output, in place of the text.",
        HelpName = "FILE|-",
    };

    /// <summary><c>--report</c>; may be repeated.</summary>
    public Option<IReadOnlyList<(ReportKind Kind, string File)>> Reports { get; } = new("--report")
    {
        Description = $"Write the report to this file, too, as {string.Join(", ", ReportKind.All.Select(kind => kind.Name))}; "
            + "- for standard output, in place of the text; may be repeated.",
        HelpName = "KIND=FILE",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Parse,
    };

    /// <summary><c>--html</c>.</summary>
    public Option<string?> Html { get; } = new("--html")
    {
        Description = "Write pages for a browser into this folder, too: index.html, and one for each trace.",
        HelpName = "DIR",
    };

    /// <summary><c>--sources</c>, for those pages.</summary>
    public Option<string> Sources { get; } = CommonOptions.Sources();

    /// <summary>Call before the work: refuses a file that cannot be written, one that is there and is no report of that kind, and one that
    /// two reports would go to.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <exception cref="FileProblemException">It is refused, or the folder for pages cannot be made.</exception>
    public void Try(ParseResult parsed)
    {
        if (parsed.GetValue(Html) is { } folder)
        {
            OutputFolder.Make(folder);
        }

        List<(ReportKind Kind, string File)> files = [.. In(parsed).Where(report => report.File != Standard)];
        OutputFiles.Try([.. files.Select(report => report.File)]);
        foreach ((ReportKind kind, string file) in files)
        {
            byte[] begin = File.Exists(file) ? InputFile.Read(file, kind.Begin.Length) : [];
            if (begin.Length > 0 && !begin.AsSpan().StartsWith(Encoding.UTF8.GetBytes(kind.Begin)))
            {
                throw new FileProblemException(file, $"is there and is no report as {kind.Name}, so it is not overwritten");
            }
        }
    }

    /// <summary>Writes what was asked for: all files, pages included, or none, then what goes to standard output, which is the text unless a report
    /// does.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <param name="report">The report.</param>
    /// <exception cref="FileProblemException">A file cannot be written.</exception>
    public void Write(ParseResult parsed, WritableReport report)
    {
        List<(ReportKind Kind, string File)> asked = [.. In(parsed)];
        OutputFiles.Write([
            .. asked.Where(each => each.File != Standard)
                .Select(each => new OutputFile(each.File, Encoding.UTF8.GetBytes(each.Kind.Write(report)))),
            .. parsed.GetValue(Html) is { } folder ? GatePages.Of(report, folder, parsed.GetRequiredValue(Sources)) : [],
        ]);
        TextWriter output = parsed.InvocationConfiguration.Output;
        foreach ((ReportKind kind, _) in asked.Where(each => each.File == Standard))
        {
            output.Write(kind.Write(report));
        }

        if (asked.TrueForAll(each => each.File != Standard))
        {
            report.Print(output);
        }
    }

    /// <summary>Writes what was asked for, by a command that has no <see cref="Reports"/>.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <param name="json">The report as JSON.</param>
    /// <param name="text">Prints it as text.</param>
    /// <exception cref="FileProblemException">The file cannot be written.</exception>
    public void Write(ParseResult parsed, Func<string> json, Action<TextWriter> text) =>
        Write(parsed, new WritableReport(json, text, () => throw new InvalidOperationException("there are no findings to report")));

    private IEnumerable<(ReportKind Kind, string File)> In(ParseResult parsed)
    {
        IEnumerable<(ReportKind, string)> reports = parsed.GetValue(Reports) ?? [];
        return parsed.GetValue(Json) is { } json ? reports.Prepend((ReportKind.Json, json)) : reports;
    }

    private static List<(ReportKind Kind, string File)> Parse(ArgumentResult result)
    {
        List<(ReportKind, string)> reports = [];
        foreach (string token in result.Tokens.Select(token => token.Value))
        {
            string[] parts = token.Split('=', 2);
            if (parts is [var name, { Length: > 0 } file] && ReportKind.All.FirstOrDefault(kind => kind.Name == name) is { } kind)
            {
                reports.Add((kind, file));
            }
            else
            {
                string kinds = string.Join(", ", ReportKind.All.Select(each => each.Name));
                result.AddError($"--report wants KIND=FILE with a kind of {kinds}, not '{token}'.");
            }
        }

        return reports;
    }
}
