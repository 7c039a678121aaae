using System.CommandLine;
using LuoVerified.Abi.HandOvers;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Inspecting;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo abi inspect</c> and <c>luo abi diff</c>: what a file is, and in what two differ.</summary>
internal static class AbiInspectCommand
{
    /// <summary>The longest file that is read: 64 MiB.</summary>
    private const int MaxBytes = 1 << 26;

    /// <summary>Makes <c>inspect</c>.</summary>
    /// <returns>The command.</returns>
    public static Command BuildInspect()
    {
        Argument<string> file = FileArgument("FILE", "A root, a dump of memory, or a structure without its root.");
        Option<ulong?> first = BaseOption("--base", "The physical address of the file's first byte; without it addresses are not followed.");
        var reporting = new ReportOptions();
        var command = new Command("inspect", "Say what a file is, field by field, and everything that is wrong with it.")
        {
            file, first, reporting.Json,
        };
        command.SetAction(parsed =>
        {
            reporting.Try(parsed);
            string path = parsed.GetRequiredValue(file);
            (byte[] bytes, Inspection inspection) = Read(path, first.Name, parsed.GetValue(first));
            reporting.Write(parsed, () => InspectionText.Json(inspection, bytes), output => InspectionText.Write(inspection, bytes, output));
            return inspection.Kind is null ? throw Unknown(path, inspection)
                : inspection.Faults.Count > 0 ? ExitCode.Violation
                : ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Makes <c>diff</c>.</summary>
    /// <returns>The command.</returns>
    public static Command BuildDiff()
    {
        Argument<string> a = FileArgument("A", "The first file."), b = FileArgument("B", "The second file.");
        Option<ulong?> first = BaseOption("--base", "The physical address of the first byte, of both files.");
        Option<ulong?> second = BaseOption("--base-b", "That of the second file, if it is another.");
        var reporting = new ReportOptions();
        var command = new Command("diff", "Say in what two files differ: versions, number, sessions, files.")
        {
            a, b, first, second, reporting.Json,
        };
        command.SetAction(parsed =>
        {
            reporting.Try(parsed);
            ulong? address = parsed.GetValue(first);
            Inspection before = Known(parsed.GetRequiredValue(a), first.Name, address);
            Inspection after = Known(
                parsed.GetRequiredValue(b), (parsed.GetValue(second) is null ? first : second).Name, parsed.GetValue(second) ?? address);
            IReadOnlyList<HandOverDifference> differences = HandOverDifference.Between(before, after);
            reporting.Write(
                parsed,
                () => JsonText.Of(new
                {
                    Format = "luo-abi-diff 1",
                    FaultsBefore = before.Faults.Count + before.FaultsLeftOut,
                    FaultsAfter = after.Faults.Count + after.FaultsLeftOut,
                    Differences = differences,
                }),
                output =>
                {
                    Warn(output, "A", before);
                    Warn(output, "B", after);
                    InspectionText.Write(differences, output);
                });
            return differences.Count + before.Faults.Count + after.Faults.Count > 0 ? ExitCode.Violation : ExitCode.Ok;
        });
        return command;
    }

    private static void Warn(TextWriter output, string which, Inspection inspection)
    {
        if (inspection.Faults.Count > 0)
        {
            output.Write($"{which} has {inspection.Faults.Count + inspection.FaultsLeftOut} faults (luo abi inspect); what can be read is compared\n");
        }
    }

    private static Inspection Known(string path, string option, ulong? first)
    {
        Inspection inspection = Read(path, option, first).Inspection;
        return inspection.Kind is null ? throw Unknown(path, inspection) : inspection;
    }

    private static FileProblemException Unknown(string path, Inspection inspection) => new(path, inspection.Faults[0].Message);

    private static (byte[] Bytes, Inspection Inspection) Read(string path, string option, ulong? first)
    {
        byte[] bytes = InputFile.Read(path, MaxBytes);
        return bytes.Length > MaxBytes ? throw new FileProblemException(path, $"more than {MaxBytes} bytes")
            : bytes.Length > 0 && first > ulong.MaxValue - (ulong)(bytes.Length - 1)
                ? throw new FileProblemException(path, $"its {bytes.Length} bytes at {option} 0x{first:x} end behind the last address")
            : (bytes, Inspector.Read(bytes, first));
    }

    private static Argument<string> FileArgument(string name, string description) => new(name) { Description = description };

    private static Option<ulong?> BaseOption(string name, string description) => new(name)
    {
        HelpName = "0xPA",
        Description = $"{description} Decimal, or hexadecimal after 0x.",
        CustomParser = result => NumberOption.Parse(result, name),
    };
}
