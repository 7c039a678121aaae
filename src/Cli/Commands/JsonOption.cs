using System.CommandLine;
using System.Text;
using LuoVerified.Cli.Files;

namespace LuoVerified.Cli.Commands;

/// <summary><c>--json</c>: the report as JSON, the same in every command.</summary>
internal sealed class JsonOption
{
    /// <summary>Stands for standard output.</summary>
    private const string Standard = "-";

    /// <summary>The option.</summary>
    public Option<string?> Option { get; } = new("--json")
    {
        Description = "Write the report to this file as JSON, too; - for standard output, in place of the text.",
        HelpName = "FILE|-",
    };

    /// <summary>Call before the work: refuses a file that cannot be written, and one that is there and is no JSON.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <exception cref="FileProblemException">It is refused.</exception>
    public void Try(ParseResult parsed)
    {
        if (FileIn(parsed) is not { } file)
        {
            return;
        }

        OutputFiles.Try(file);
        byte[] begin = File.Exists(file) ? InputFile.Read(file, limit: 1) : [];
        if (begin is [not (byte)'{', ..])
        {
            throw new FileProblemException(file, "is there and is no report as JSON, so it is not overwritten");
        }
    }

    /// <summary>Writes what was asked for.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <param name="json">The report as JSON.</param>
    /// <param name="text">Prints it as text.</param>
    /// <exception cref="FileProblemException">The file cannot be written.</exception>
    public void Write(ParseResult parsed, Func<string> json, Action<TextWriter> text)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Option) == Standard)
        {
            output.Write(json());
            return;
        }

        if (FileIn(parsed) is { } file)
        {
            OutputFiles.Write(new OutputFile(file, Encoding.UTF8.GetBytes(json())));
        }

        text(output);
    }

    private string? FileIn(ParseResult parsed) => parsed.GetValue(Option) is { } file and not Standard ? file : null;
}
