using LuoVerified.Abi;
using LuoVerified.Check;

namespace LuoVerified.Sessions.Scenarios;

/// <summary>What a thread of a scenario can do.</summary>
public enum OperationKind
{
    /// <summary><c>create NAME</c>.</summary>
    Create,

    /// <summary><c>retrieve NAME</c>.</summary>
    Retrieve,

    /// <summary><c>close NAME</c>: the handle on that session that this thread, or else the set-up, got last; -EBADF where
    /// neither has one open.</summary>
    Close,

    /// <summary><c>serialize</c>.</summary>
    Serialize,

    /// <summary><c>abort</c>.</summary>
    Abort,

    /// <summary><c>deserialize</c>.</summary>
    Deserialize,

    /// <summary><c>quiesce</c>.</summary>
    Quiesce,

    /// <summary><c>resume</c>.</summary>
    Resume,

    /// <summary><c>kexec</c>: serialize, and where that is Ok go on into the next kernel; nothing is deserialized. Ends
    /// the threads of this kernel wherever they are.</summary>
    Kexec,

    /// <summary><c>reboot</c>: the next kernel with what the image holds; no serialize.</summary>
    Reboot,

    /// <summary><c>corrupt KIND</c>, set-up only: corrupts the image in memory; see <see cref="Corruption"/>.</summary>
    Corrupt,
}

/// <summary>How <c>corrupt</c> corrupts the image.</summary>
public enum Corruption
{
    /// <summary>The second entry gets the name of the first.</summary>
    Duplicate,

    /// <summary>The first entry has no NUL.</summary>
    Unterminated,

    /// <summary>The first entry is empty.</summary>
    Empty,

    /// <summary>The count is 2^64-1.</summary>
    Count,
}

/// <summary>One operation of a scenario.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Name">Create, retrieve, close: the session.</param>
/// <param name="Corruption">Corrupt: how.</param>
public readonly record struct Operation(OperationKind Kind, ByteString Name = default, Corruption Corruption = default)
{
    private bool TakesName => Kind is OperationKind.Create or OperationKind.Retrieve or OperationKind.Close;

    /// <summary>Reads an operation as a scenario writes it.</summary>
    /// <param name="text">Such as <c>create vm%20one</c>.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="error">What is wrong with the text, else empty.</param>
    /// <returns>False where the text is no operation.</returns>
    public static bool TryParse(string text, out Operation operation, out string error)
    {
        operation = default;
        error = "";
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string word = words.Length == 0 ? "" : words[0];
        string argument = words.Length > 1 ? words[1] : "";
        if (!Words.TryParse(word, out OperationKind kind))
        {
            error = $"'{word}' is no operation";
            return false;
        }

        operation = new Operation(kind);
        if (words.Length > 2 || (words.Length == 2 && !operation.TakesName && kind != OperationKind.Corrupt))
        {
            error = $"too many words after '{word}'";
        }
        else if (operation.TakesName)
        {
            bool parsed = ByteString.TryParsePercent(argument, out ByteString name, out int at);
            error = parsed ? "" : $"'{argument}' has a malformed escape at character {at + 1}";
            operation = operation with { Name = name };
        }
        else if (kind == OperationKind.Corrupt)
        {
            bool parsed = Words.TryParse(argument, out Corruption corruption);
            error = parsed ? "" : $"'{argument}' is no way to corrupt an image";
            operation = operation with { Corruption = corruption };
        }

        return error.Length == 0;
    }

    /// <summary>As a scenario writes it.</summary>
    /// <returns>The text, which <see cref="TryParse"/> reads back.</returns>
    public override string ToString() => Kind == OperationKind.Corrupt ? $"corrupt {Words.Of(Corruption)}"
        : TakesName && Name.Length > 0 ? $"{Words.Of(Kind)} {Escaped(Name)}" : Words.Of(Kind);

    /// <summary>A scenario splits its lines at these two.</summary>
    private static string Escaped(ByteString name) =>
        name.ToString().Replace("#", "%23", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal);
}
