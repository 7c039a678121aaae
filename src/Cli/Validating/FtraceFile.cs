using System.Text;
using LuoVerified.Cli.Files;
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
                || KernelFunction.OfEvent(line.Event) is not { } happened)
            {
                continue;
            }

            KernelFunction function = happened.Function;
            if (!happened.Returns)
            {
                int index = calls.Count;
                calls.Add(Called(line, function));
                if (!pending.TryAdd(line.Thread, (index, function)))
                {
                    throw line.ErrorAt("", $"{function.Name}: the thread is still in {pending[line.Thread].Function.Name}");
                }

                continue;
            }

            if (!pending.Remove(line.Thread, out (int Index, KernelFunction Function) left) || left.Function != function)
            {
                throw line.ErrorAt("", $"{function.Name} returns and was not called: begin to record before the first call");
            }

            calls[left.Index] = Returned(calls[left.Index], line, function);
        }

        return calls.Count > 0 ? calls : throw new FileProblemException(path, "no call in it");
    }

    private static RecordedCall Called(FtraceLine line, KernelFunction function)
    {
        OperationArgument argument = function.Operation.Argument;
        return new RecordedCall(
            line,
            line.Thread,
            function.Operation,
            argument == OperationArgument.Name ? line.Name : default,
            argument == OperationArgument.Handle ? line.File : null,
            line.Time,
            To: null,
            default);
    }

    private static RecordedCall Returned(RecordedCall call, FtraceLine line, KernelFunction function)
    {
        RecordedCall returned = call with { To = line.Time, Outcome = line.Answer(function) };
        if (returned.To < returned.From)
        {
            throw line.ErrorAt("", "returns before it is called: is the clock the same on all processors?");
        }

        return returned.HandedOut ? returned with { Handle = line.File } : returned;
    }
}
