using System.Text;
using LuoVerified.Core.Alone;

namespace LuoVerified.Cli.Shell;

/// <summary>Reads operations, one a line, performs them and prints one result line for each.</summary>
internal sealed class SessionShell
{
    private readonly SessionConsole _console;
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly ShellOptions _options;

    /// <summary>Makes the shell.</summary>
    /// <param name="console">Performs the operations.</param>
    /// <param name="input">The lines.</param>
    /// <param name="output">Takes the results; flushed after each, so that a program may wait for it.</param>
    /// <param name="error">Takes what is wrong with a line.</param>
    /// <param name="options">How to behave.</param>
    public SessionShell(
        SessionConsole console, TextReader input, TextWriter output, TextWriter error, ShellOptions options)
    {
        _console = console;
        _input = input;
        _output = output;
        _error = error;
        _options = options;
    }

    /// <summary>Goes on to the end of the input. In a script, the first line that is not understood is the end; the lines
    /// before it have been performed and their results printed.</summary>
    /// <returns><see cref="ExitCode.Ok"/>, or <see cref="ExitCode.Usage"/> after that line.</returns>
    /// <exception cref="ViolationException">A rule of the run time is broken.</exception>
    public int Run()
    {
        for (long number = 1; ; number++)
        {
            if (!TryReadLine(out string? line))
            {
                Complain(number, "not UTF-8 text");
                return ExitCode.Usage;
            }

            string text = OperationParser.StripComment(line ?? "");
            if (line is null || (_options.Interactive && text is "exit" or "quit"))
            {
                return ExitCode.Ok;
            }

            if (text.Length > 0 && !TryPerform(text, out string problem))
            {
                Complain(number, problem);
                if (!_options.Interactive)
                {
                    return ExitCode.Usage;
                }
            }
        }
    }

    /// <summary>False if the line is no text; null at the end of the input.</summary>
    private bool TryReadLine(out string? line)
    {
        if (_options.Interactive)
        {
            _output.Write("luo> ");
            _output.Flush();
        }

        try
        {
            line = _input.ReadLine();
        }
        catch (DecoderFallbackException)
        {
            line = null;
            return false;
        }

        if (_options.Interactive && line is null)
        {
            Print("");
        }

        return true;
    }

    private bool TryPerform(string text, out string problem)
    {
        if (text == "help")
        {
            Print(HelpText.Of(_options.Interactive));
            problem = "";
            return true;
        }

        if (!OperationParser.TryParse(text, out Operation operation, out problem))
        {
            return false;
        }

        string result = _console.Execute(operation);
        Print(_options.Echo ? $"{text} -> {result}" : result);
        return true;
    }

    private void Print(string text)
    {
        _output.Write(text);
        _output.Write('\n');
        _output.Flush();
    }

    private void Complain(long number, string problem)
    {
        _error.Write($"luo: line {number}: {problem}\n");
        _error.Flush();
    }
}
