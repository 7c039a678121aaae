using LuoVerified.Abi;

namespace LuoVerified.Cli.Shell;

/// <summary>Reads an operation from its line.</summary>
internal static class OperationParser
{
    private static readonly char[] WhiteSpace = [' ', '\t'];

    private static readonly Dictionary<string, OperationKind> WithoutArgument = new(StringComparer.Ordinal)
    {
        ["serialize"] = OperationKind.Serialize,
        ["abort"] = OperationKind.Abort,
        ["deserialize"] = OperationKind.Deserialize,
        ["kexec"] = OperationKind.Kexec,
        ["reboot"] = OperationKind.Reboot,
        ["coldboot"] = OperationKind.ColdBoot,
        ["quiesce"] = OperationKind.Quiesce,
        ["resume"] = OperationKind.Resume,
        ["counts"] = OperationKind.Counts,
        ["number"] = OperationKind.Number,
    };

    /// <summary>Takes the comment and the white space around the operation off a line.</summary>
    /// <param name="line">Any line; a comment begins with <c>#</c> at the start or after white space.</param>
    /// <returns>The operation as it was written; empty where there is none.</returns>
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
        operation = default;
        problem = "";
        if (WithoutArgument.TryGetValue(words[0], out OperationKind kind))
        {
            operation = new Operation(kind);
            problem = words.Length == 1 ? "" : $"{words[0]}: surplus argument '{Shown(argument!)}'";
        }
        else if (words[0] is not ("create" or "retrieve" or "close" or "list"))
        {
            problem = $"unknown operation '{Shown(words[0])}'";
        }
        else if (words.Length > 2)
        {
            problem = $"{words[0]}: surplus argument '{Shown(words[2])}'";
        }
        else
        {
            problem = words[0] switch
            {
                "create" => ParseName(OperationKind.Create, argument, out operation),
                "retrieve" => ParseName(OperationKind.Retrieve, argument, out operation),
                "close" => ParseHandle(argument, out operation),
                _ => ParseList(argument, out operation),
            };
            problem = problem.Length == 0 ? "" : $"{words[0]}: {problem}";
        }

        return problem.Length == 0;
    }

    private static string ParseName(OperationKind kind, string? argument, out Operation operation)
    {
        bool parsed = ByteString.TryParsePercent(argument ?? "", out ByteString name, out int at);
        operation = new Operation(kind, name);
        return parsed ? "" : $"malformed escape at character {at + 1} of '{Shown(argument!)}', want % and two hexadecimal digits";
    }

    private static string ParseHandle(string? argument, out Operation operation)
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

        operation = new Operation(OperationKind.Close, Handle: ulong.TryParse(digits, out ulong number) ? number : 0);
        return "";
    }

    private static string ParseList(string? argument, out Operation operation)
    {
        operation = new Operation(argument == "incoming" ? OperationKind.ListIncoming : OperationKind.ListOutgoing);
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
