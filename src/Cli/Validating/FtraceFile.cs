using System.Text;
using LuoVerified.Abi;
using LuoVerified.Cli.Files;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Cli.Validating;

/// <summary>A recorded history of one kernel as ftrace prints it: the events of fprobes on the functions of the kernel
/// (<see cref="KernelFunction.All"/>).</summary>
internal static class FtraceFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What it has. A call whose return is not there was pending at the end.</returns>
    /// <exception cref="FileProblemException">It cannot be read, is no such file, or not complete; the message gives file and line.</exception>
    public static RecordedKernel Read(string path) => RecordedKernel.Read(path, bytes => new RecordedKernel(Parse(bytes.Span, path), null, null));

    private static List<RecordedCall> Parse(ReadOnlySpan<byte> bytes, string path)
    {
        List<RecordedCall> calls = [];
        Dictionary<string, (int Index, KernelFunction Function)> pending = [];

        // A name may be any bytes, and each is a character here.
        string[] lines = Encoding.Latin1.GetString(bytes).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (FtraceLine.Read(lines[i].TrimEnd('\r'), path, i + 1) is not { } line
                || KernelFunction.OfEvent(line) is not { } happened)
            {
                continue;
            }

            KernelFunction function = happened.Function;
            if (!happened.Returns)
            {
                if (!pending.TryAdd(line.Thread, (calls.Count, function)))
                {
                    throw line.ErrorAt("", $"{function.Name}: the thread is still in {pending[line.Thread].Function.Name}");
                }

                if (function.Operation is { } operation)
                {
                    calls.Add(Called(line, operation));
                }

                continue;
            }

            if (!pending.Remove(line.Thread, out (int Index, KernelFunction Function) left) || left.Function.Name != function.Name)
            {
                throw line.ErrorAt("", $"{function.Name} returns and was not called: begin to record before the first call");
            }

            if (left.Function.Operation is not null)
            {
                calls[left.Index] = Returned(calls[left.Index], line, function.Name);
            }
        }

        return calls.Count > 0 ? calls : throw new FileProblemException(path, "no call in it");
    }

    private static RecordedCall Called(FtraceLine line, SessionOperation operation)
    {
        OperationArgument argument = operation.Argument;
        return new RecordedCall(
            line,
            line.Thread,
            operation,
            argument == OperationArgument.Name ? line.Name : default,
            argument is OperationArgument.Handle or OperationArgument.Session ? line.File : null,
            line.Time,
            To: null,
            default,
            operation.TakesToken ? line.Token : operation.IsOnFiles ? line.Fd : 0,
            operation.TakesFd ? FileDescriptor.Of(line.Fd) : null);
    }

    /// <summary>What the descriptor stood for is not in the trace: one that was not open, or whose file no handler took, is known by the
    /// answer; else the number of the descriptor is taken for that of the file.</summary>
    private static FileDescriptor? Explained(RecordedCall call) =>
        call.Outcome == Outcome.Of(Errno.EBADF) ? FileDescriptor.Closed
        : call.Outcome == Outcome.Of(Errno.ENOENT) ? FileDescriptor.Unhandled
        : call.Fd;

    private static RecordedCall Returned(RecordedCall call, FtraceLine line, string function)
    {
        RecordedCall returned = call with { To = line.Time, Outcome = line.Answer(call.Operation, function) };
        if (returned.To < returned.From)
        {
            throw line.ErrorAt("", "returns before it is called: is the clock the same on all processors?");
        }

        return returned.HandedOut ? returned with { Handle = line.File }
            : call.Operation.TakesFd ? returned with { Fd = Explained(returned) }
            : returned;
    }
}
