using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text;
using LuoVerified.Check.Designs;
using LuoVerified.Check.Runs;
using LuoVerified.Cli.Assemblies;
using LuoVerified.Cli.Commands;
using LuoVerified.Cli.Files;
using LuoVerified.Impl;
using LuoVerified.Mutation;

[assembly: InternalsVisibleTo("LuoVerified.Browser.Tests")]
[assembly: InternalsVisibleTo("LuoVerified.Cli.Tests")]

namespace LuoVerified.Cli;

/// <summary>The command <c>luo</c>.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        using TextWriter output = TerminalWriter.Over(Utf8(Console.OpenStandardOutput()), Console.IsOutputRedirected);
        using TextWriter error = TerminalWriter.Over(new ErrorWriter(Utf8(Console.OpenStandardError())), Console.IsErrorRedirected);
        AppDomain.CurrentDomain.UnhandledException += (_, thrown) =>
        {
            // On any other thread; left alone, the runtime would print a stack trace.
            ReportBug(error, (Exception)thrown.ExceptionObject);
            Environment.Exit(ExitCode.Internal);
        };
        return Guard(error, () => RawArguments.Problem(RawArguments.OfThisProcess(), args.Length) is { } problem
            ? Report(error, $"luo: {problem}", ExitCode.Usage)
            : Run(args, output, error));
    }

    /// <summary>Runs one command line to its end. Throws nothing.</summary>
    /// <param name="args">The command line, without the program's name.</param>
    /// <param name="output">Takes the results; flushed at the end.</param>
    /// <param name="error">Takes messages, each one line, and never a stack trace; flushed at the end.</param>
    /// <param name="designs">The designs that check, prove, fuzz and replay know; by default
    /// <see cref="Design.All"/>.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(
        IReadOnlyList<string> args, TextWriter output, TextWriter error, IReadOnlyList<Design>? designs = null)
    {
        int exitCode = Guard(error, () => Invoke(args, output, error, KnownDesigns.Of(designs ?? Design.All)));
        int flushed = Guard(error, () =>
        {
            output.Flush();
            return ExitCode.Ok;
        });
        return flushed == ExitCode.Ok ? exitCode : flushed;
    }

    /// <summary>Does a step; says on one line why it could not be done.</summary>
    /// <param name="error">Takes the line.</param>
    /// <param name="step">The step.</param>
    /// <returns>What the step answers, or the exit code for what it throws.</returns>
    internal static int Guard(TextWriter error, Func<int> step)
    {
        try
        {
            return step();
        }
        catch (FileProblemException problem)
        {
            return Report(error, $"luo: {problem.Message}", ExitCode.Usage);
        }
        catch (UnusableProgramException problem)
        {
            return Report(error, $"luo: {problem.Message}", ExitCode.Usage);
        }
        catch (UncontrolledDesignException problem)
        {
            return Report(error, $"luo: {problem.Message}", ExitCode.Usage);
        }
        catch (UndecidedCodeException problem)
        {
            return Report(error, $"luo: {problem.Message}", ExitCode.Inconclusive);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Whoever opens a file says which one it was.
            return Report(error, $"luo: standard input or output: {(problem.InnerException ?? problem).Message}", ExitCode.Usage);
        }
        catch (Exception bug)
        {
            return ReportBug(error, bug);
        }
    }

    /// <summary>Why a command line is wrong.</summary>
    /// <param name="args">The command line, without the program's name.</param>
    /// <returns>The first reason; null if it is right.</returns>
    internal static string? WhyWrong(IReadOnlyList<string> args) =>
        args.Count == 0 ? "there is no command" : Parse(args, KnownDesigns.Of(Design.All)).Errors is [var error, ..] ? error.Message : null;

    /// <summary>Whether a command writes files into a folder that <c>--out</c> names, and none is named.</summary>
    /// <param name="args">The command line, without the program's name.</param>
    /// <returns>True if so.</returns>
    internal static bool Writes(IReadOnlyList<string> args) =>
        !args.Contains("--out") && Parse(args, KnownDesigns.Of(Design.All)).CommandResult.Command.Options.Any(option => option.Name == "--out");

    private static int Invoke(
        IReadOnlyList<string> args, TextWriter output, TextWriter error, KnownDesigns designs)
    {
        if (args.Count == 0)
        {
            // Help, and no success: a script that has lost its arguments has proved nothing.
            Root(designs).Parse(["--help"]).Invoke(new InvocationConfiguration { Output = output, Error = error });
            return ExitCode.Usage;
        }

        using var copies = new WovenCopies();
        ParseResult parsed = Parse(args, designs);
        if (AssemblyOption.FilesIn(parsed) is { Count: > 0 } files)
        {
            parsed = Parse(args, designs.With(OutsideDesigns.Load(files, designs.All, copies)));
        }

        if (parsed.Errors.Count == 0)
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
            });
        }

        string command = string.Join(' ', parsed.CommandResult.PathFromRoot());
        // A word that nobody knows explains why whatever stands in its place is missing.
        IEnumerable<string> messages = parsed.UnmatchedTokens.Count > 0
            ? [$"Unknown command, option or argument '{parsed.UnmatchedTokens[0]}'.{Meant(parsed.UnmatchedTokens[0], parsed.CommandResult.Command)}"]
            : parsed.Errors.Select(each => each.Message).Distinct();
        return Report(error, $"luo: {string.Join(' ', messages)} See '{command} --help'.", ExitCode.Usage);
    }

    private static string Meant(string word, Command command) =>
        Spelling.Nearest(word, [.. command.Subcommands.Select(each => each.Name), .. command.Options.Select(each => each.Name)]) is { } meant
            ? $" Is it {meant}?"
            : "";

    /// <summary>An argument that begins with @ is that argument, not a file of further ones.</summary>
    private static ParseResult Parse(IReadOnlyList<string> args, KnownDesigns designs) =>
        Root(designs).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    /// <summary>All commands.</summary>
    /// <param name="designs">The designs that they know.</param>
    /// <returns>The command above them.</returns>
    internal static RootCommand Root(KnownDesigns designs) => WholeOptions.First(UnknownOptions.Refused(new RootCommand(
        "The Linux kernel's live-update sessions: a console, the ABI, and a checker.")
    {
        CheckCommand.Build(designs),
        ProveCommand.Build(designs),
        FuzzCommand.Build(designs),
        MergeCommand.Build(),
        DiffCommand.Build(),
        MutateCommand.Build(),
        ReplayCommand.Build(designs),
        ShrinkCommand.Build(designs),
        ValidateCommand.Build(),
        ModelCommand.Build(),
        ScenariosCommand.Build(designs),
        DesignsCommand.Build(designs),
        ShellCommand.Build(),
        AbiCommand.Build(),
    }));

    private static IEnumerable<string> PathFromRoot(this System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult parent
            ? parent.PathFromRoot().Append(result.Command.Name)
            : ["luo"];

    private static int ReportBug(TextWriter error, Exception bug) =>
        Report(error, $"luo: internal error: {bug.GetType().Name}: {bug.Message}", ExitCode.Internal);

    private static int Report(TextWriter error, string message, int exitCode)
    {
        // What a file or somebody's exception says reaches no terminal as a command to it.
        error.Write($"{Printable.Of(message.ReplaceLineEndings(" "))}\n");
        error.Flush();
        return exitCode;
    }

    private static StreamWriter Utf8(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
}
