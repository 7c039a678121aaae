using LuoVerified.Abi;
using LuoVerified.Sessions.Runs;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Cli.Validating;

/// <summary>A call as a file of a history has it.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Thread">The index of its thread.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Name">The name, if it takes one.</param>
/// <param name="Handle">The handle that it takes or hands out; null for none.</param>
/// <param name="From">When it was called.</param>
/// <param name="To">When it returned; null if it has not.</param>
/// <param name="Outcome">The answer, if it has returned.</param>
internal sealed record RecordedCall(
    HistoryLine Line, int Thread, SessionOperation Operation, ByteString Name, long? Handle, long From, long? To, Outcome Outcome)
{
    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="threads">The threads so far; a new one is added.</param>
    /// <returns>The call.</returns>
    /// <exception cref="FormatException">It is none; the message gives line and column.</exception>
    public static RecordedCall Read(HistoryLine line, List<string> threads)
    {
        string thread = line.Text("thread");
        if (!threads.Contains(thread))
        {
            threads.Add(thread);
        }

        string word = line.Text("operation");
        SessionOperation operation = SessionOperation.Find(word)
            ?? throw line.ErrorAt("operation", $"'{word}' is none of {string.Join(", ", SessionOperation.All)}");
        ByteString name = default;
        if (operation.Argument == OperationArgument.Name && !ByteString.TryParsePercent(line.Text("name"), out name, out _))
        {
            throw line.ErrorAt("name", "a malformed escape");
        }

        long from = line.Number("call") ?? throw line.ErrorAt("", "'call' is missing");
        long? to = line.Number("return");
        if (to < from)
        {
            throw line.ErrorAt("return", "returns before it is called");
        }

        Outcome outcome = to is null ? default : Answer(line);
        long? handle = operation.Argument == OperationArgument.None ? null : line.Number("handle");
        bool handsOut = operation.Argument == OperationArgument.Name && to is not null && outcome.Succeeded;
        if (handle is null && (handsOut || operation.Argument == OperationArgument.Handle))
        {
            throw line.ErrorAt("", "'handle' is missing");
        }

        line.RequireNoMore();
        return new RecordedCall(line, threads.IndexOf(thread), operation, name, handle, from, to, outcome);
    }

    /// <summary>The calls as the search wants them. Calls and returns of one time are taken as at the same time: all calls come
    /// first.</summary>
    /// <param name="calls">The calls, in any order.</param>
    /// <returns>The calls, in order of invocation. Handles have new numbers, for a kernel uses a number again.</returns>
    /// <exception cref="FormatException">A thread makes a call before its last has returned.</exception>
    public static IReadOnlyList<SessionCall> InOrder(IReadOnlyList<RecordedCall> calls)
    {
        var events = calls.Select(call => (Time: call.From, IsReturn: false, Call: call))
            .Concat(calls.Where(call => call.To is not null).Select(call => (Time: call.To!.Value, IsReturn: true, Call: call)))
            .OrderBy(each => each.Time).ThenBy(each => each.IsReturn);
        Dictionary<RecordedCall, SessionCall> made = new(ReferenceEqualityComparer.Instance);
        Dictionary<int, RecordedCall> pending = [];
        Dictionary<long, (int Number, ByteString Name)> open = [];
        int clock = 0;
        int handles = 0;
        foreach ((_, bool isReturn, RecordedCall call) in events)
        {
            if (isReturn)
            {
                made[call].Returned = clock++;
                pending.Remove(call.Thread);
                if (call.Operation.Argument == OperationArgument.Name && call.Outcome.Succeeded)
                {
                    open[call.Handle!.Value] = (made[call].Action.Handle, call.Name);
                }

                continue;
            }

            if (!pending.TryAdd(call.Thread, call))
            {
                throw call.Line.ErrorAt("call", "the thread's last call has not returned then");
            }

            bool takesHandle = call.Operation.Argument == OperationArgument.Handle;
            (int number, ByteString name) = takesHandle && open.TryGetValue(call.Handle!.Value, out (int, ByteString) opened)
                ? opened
                : (++handles, call.Name);
            made[call] = new SessionCall
            {
                Thread = call.Thread,
                Invoked = clock++,
                Action = new SpecAction(call.Operation, name, number, call.Thread),
                Outcome = call.Outcome,
            };
        }

        return [.. made.Values.OrderBy(call => call.Invoked)];
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
