using System.Globalization;
using LuoVerified.Abi;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Cli.Shell;

/// <summary>Reads an operation from its line.</summary>
internal static class OperationParser
{
    private static readonly char[] WhiteSpace = [' ', '\t'];

    private static readonly Dictionary<string, ConsoleCommand> Commands = new(StringComparer.Ordinal)
    {
        ["kexec"] = ConsoleCommand.Kexec,
        ["reboot"] = ConsoleCommand.Reboot,
        ["coldboot"] = ConsoleCommand.ColdBoot,
        ["counts"] = ConsoleCommand.Counts,
        ["number"] = ConsoleCommand.Number,
    };

    /// <summary>Takes the comment and the white space around the operation off a line.</summary>
    /// <param name="line">Any line; a comment begins with <c>#</c> at the start or after white space.</param>
    /// <returns>The operation as it was written; empty if there is none.</returns>
    public static string StripComment(string line)
    {
        int at = line.IndexOf('#', StringComparison.Ordinal);
        while (at > 0 && !WhiteSpace.Contains(line[at - 1]))
        {
            at = line.IndexOf('#', at + 1);
        }

        return (at < 0 ? line : line[..at]).Trim(WhiteSpace);
    }

    /// <summary>Reads an operation.</summary>
    /// <param name="text">What <see cref="StripComment"/> left, not empty.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="problem">Empty, or what is wrong; words of the text in it are percent text.</param>
    /// <returns>Whether the text is an operation. What is wrong is the first of: no such operation, a missing or surplus
    /// argument, a malformed argument.</returns>
    public static bool TryParse(string text, out Operation operation, out string problem)
    {
        string[] words = text.Split(WhiteSpace, StringSplitOptions.RemoveEmptyEntries);
        string? argument = words.ElementAtOrDefault(1);
        SessionOperation? service = SessionOperation.Find(words[0]);
        bool isCommand = Commands.TryGetValue(words[0], out ConsoleCommand command);
        operation = service is null ? new Operation(command) : new Operation(service);
        if (service is null && !isCommand && words[0] != "list")
        {
            problem = $"unknown operation '{Shown(words[0])}'";
            return false;
        }

        int arguments = isCommand || service is { Argument: OperationArgument.None } ? 0 : service is { TakesFd: true } ? 3 : service is { IsOnFiles: true } ? 2 : 1;
        problem = words.Length > arguments + 1 ? $"surplus argument '{Shown(words[arguments + 1])}'"
            : arguments == 0 ? ""
            : service is null ? ParseList(argument, out operation)
            : service.Argument == OperationArgument.Name ? ParseName(service, argument, out operation)
            : service.IsOnFiles ? ParseRequest(service, argument, words.ElementAtOrDefault(2), words.ElementAtOrDefault(3), out operation)
            : ParseHandle(service, argument, out operation);
        problem = problem.Length == 0 ? "" : $"{words[0]}: {problem}";
        return problem.Length == 0;
    }

    private static string ParseName(SessionOperation service, string? argument, out Operation operation)
    {
        bool parsed = ByteString.TryParsePercent(argument ?? "", out ByteString name, out int at);
        operation = new Operation(service, Name: name);
        return parsed ? "" : $"malformed escape at character {at + 1} of '{Shown(argument!)}', want % and two hexadecimal digits";
    }

    private static string ParseHandle(SessionOperation service, string? argument, out Operation operation)
    {
        operation = default;
        if (argument is null)
        {
            return "missing handle, want h1, h2, ...";
        }

        string digits = argument[1..];
        if (argument[0] != 'h' || digits.Length == 0 || !digits.All(char.IsAsciiDigit) || (digits[0] == '0' && digits != "0"))
        {
            return $"malformed handle '{Shown(argument)}', want h1, h2, ...";
        }

        operation = new Operation(service, Handle: ulong.TryParse(digits, out ulong number) ? number : 0);
        return "";
    }

    /// <summary>A handle, a number and a file: a token must be there, a field that must be 0 is 0 without one, and the file that of the
    /// token.</summary>
    private static string ParseRequest(SessionOperation service, string? handle, string? text, string? file, out Operation operation)
    {
        string problem = ParseHandle(service, handle, out operation);
        ulong number = 0;
        bool isThere = text is not null || service.TakesToken;
        problem = problem.Length > 0 || !isThere ? problem
            : text is null ? "missing token, want a number"
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) ? ""
            : $"malformed number '{Shown(text)}', want 0 to {ulong.MaxValue}";
        FileDescriptor fd = FileDescriptor.Of(number);
        problem = problem.Length > 0 || file is null || FileDescriptor.TryParse(file, out fd) ? problem
            : $"malformed file '{Shown(file)}', want {FileDescriptor.Wanted}";
        operation = operation with { Number = number, Fd = fd };
        return problem;
    }

    private static string ParseList(string? argument, out Operation operation)
    {
        operation = new Operation(argument == "incoming" ? ConsoleCommand.ListIncoming : ConsoleCommand.ListOutgoing);
        return argument switch
        {
            "incoming" or "outgoing" => "",
            null => "missing list, want incoming or outgoing",
            _ => $"unknown list '{Shown(argument)}', want incoming or outgoing",
        };
    }

    /// <summary>What a reader sees of a word: nothing that a terminal could take for a command, and no more than a line.</summary>
    private static string Shown(string word)
    {
        const int Longest = 80;
        string text = string.Concat(word.Take(Longest).Select(
            each => char.IsControl(each) || char.IsSurrogate(each) ? "?" : each.ToString()));
        return word.Length > Longest ? text + "..." : text;
    }
}
