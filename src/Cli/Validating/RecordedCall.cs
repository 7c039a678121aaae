using LuoVerified.Abi;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Cli.Validating;

/// <summary>A call as a file of a history has it.</summary>
/// <param name="Place">Where the file has it.</param>
/// <param name="Thread">Who called: any text.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Name">The name, if it takes one.</param>
/// <param name="Handle">The handle that it takes or hands out; null for none.</param>
/// <param name="From">When it was called.</param>
/// <param name="To">When it returned; null if it has not.</param>
/// <param name="Outcome">The answer, if it has returned.</param>
/// <param name="Number">The token of a file, or what stands in a field that must be 0.</param>
/// <param name="Fd">The descriptor of a file, if it takes one; null for that of the file with the number of the token.</param>
internal sealed record RecordedCall(
    IRecordedPlace Place, string Thread, SessionOperation Operation, ByteString Name, long? Handle, long From, long? To, Outcome Outcome,
    ulong Number = 0, FileDescriptor? Fd = null)
{
    /// <summary>Whether it handed out a handle.</summary>
    public bool HandedOut => Operation.Argument == OperationArgument.Name && To is not null && Outcome.Succeeded;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The call.</returns>
    /// <exception cref="FormatException">It is none; the message gives line and column.</exception>
    public static RecordedCall Read(HistoryLine line)
    {
        string thread = line.Text("thread");
        string word = line.Text("operation");
        SessionOperation operation = SessionOperation.Find(word)
            ?? throw line.ErrorAt("operation", $"'{word}' is none of {string.Join(", ", SessionOperation.All)}");
        ByteString name = default;
        if (operation.Argument == OperationArgument.Name && !ByteString.TryParsePercent(line.Text("name"), out name, out _))
        {
            throw line.ErrorAt("name", "a malformed escape");
        }

        long? number = !operation.IsOnFiles ? 0 : operation.TakesToken ? line.Number("token") : line.Number("reserved") ?? 0;
        if (number is null)
        {
            throw line.ErrorAt("", "'token' is missing");
        }

        var fd = FileDescriptor.Of((ulong)number.Value);
        if (operation.TakesFd && !FileDescriptor.TryParse(line.Text("file", $"{fd}"), out fd))
        {
            throw line.ErrorAt("file", $"'{line.Text("file")}' is no file, want {FileDescriptor.Wanted}");
        }

        long from = line.Number("call") ?? throw line.ErrorAt("", "'call' is missing");
        long? to = line.Number("return");
        if (to < from)
        {
            throw line.ErrorAt("return", "returns before it is called");
        }

        Outcome outcome = to is null ? default : Answer(line);
        long? handle = operation.Argument == OperationArgument.None ? null : line.Number("handle");
        var call = new RecordedCall(line, thread, operation, name, handle, from, to, outcome, (ulong)number.Value, fd);
        if (handle is null && (call.HandedOut || operation.Argument is OperationArgument.Handle or OperationArgument.Session))
        {
            throw line.ErrorAt("", "'handle' is missing");
        }

        line.RequireNoMore();
        return call;
    }

    private static Outcome Answer(HistoryLine line)
    {
        string text = line.Text("answer");
        Outcome[] known = [Outcome.True, Outcome.False, Outcome.NotHeld, .. Enum.GetValues<Errno>().Select(Outcome.Of)];
        return known.Any(each => each.ToString() == text)
            ? known.First(each => each.ToString() == text)
            : throw line.ErrorAt("answer", $"'{text}' is none of {string.Join(", ", known)}");
    }
}
