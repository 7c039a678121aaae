using System.CommandLine;
using System.CommandLine.Parsing;
using LuoVerified.Abi;
using LuoVerified.Cli.Files;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo abi</c>: what one kernel hands to the next, as files.</summary>
internal static class AbiCommand
{
    /// <summary>The longest file that is taken for a tree: 1 MiB. A kernel's own is a page, 4,096 bytes.</summary>
    private const int MaxTreeBytes = 1 << 20;

    /// <summary>Makes the command.</summary>
    /// <returns>The command with its sub-commands.</returns>
    public static Command Build() => new("abi", "Write or read what one kernel hands to the next.")
    {
        BuildEmit(),
        BuildRead(),
        AbiInspectCommand.BuildInspect(),
        AbiInspectCommand.BuildDiff(),
    };

    /// <summary>Writes the tree and the block of these sessions, both or none.</summary>
    /// <param name="namesPath">The file of names, see <see cref="NameFile"/>.</param>
    /// <param name="address">Physical address of the block, any number.</param>
    /// <param name="number">The live-update number, any number.</param>
    /// <param name="treePath">Where the tree goes.</param>
    /// <param name="blockPath">Where the block goes.</param>
    /// <param name="trim">Whether the tree is cut to its own size; else it is a whole page.</param>
    /// <returns><see cref="ExitCode.Ok"/>.</returns>
    /// <exception cref="FileProblemException">The names cannot be read or are not acceptable, or a file cannot be
    /// written; no output was made or changed.</exception>
    public static int Emit(string namesPath, ulong address, ulong number, string treePath, string blockPath, bool trim)
    {
        IReadOnlyList<SessionName> names = NameFile.Read(namesPath);
        var block = new byte[Limits.SessionBlockSize];
        SessionBlock.Write(block, names);
        ReadOnlyMemory<byte> page = LuoTree.Write(number, address);
        ReadOnlyMemory<byte> tree = trim ? page[..LuoTree.TotalSize(page)] : page;
        OutputFiles.Write(new OutputFile(treePath, tree), new OutputFile(blockPath, block));
        return ExitCode.Ok;
    }

    /// <summary>Prints number, address and sessions; or nothing but what is wrong with the first file that is.</summary>
    /// <param name="treePath">The tree; more bytes than its total size are allowed.</param>
    /// <param name="blockPath">The block, 65,536 bytes.</param>
    /// <param name="output">Takes the content.</param>
    /// <param name="error">Takes what is wrong.</param>
    /// <returns><see cref="ExitCode.Ok"/>; <see cref="ExitCode.Violation"/>, the bytes are not what they should be.</returns>
    /// <exception cref="FileProblemException">A file cannot be read.</exception>
    public static int Read(string treePath, string blockPath, TextWriter output, TextWriter error)
    {
        byte[] treeBytes = InputFile.Read(treePath, MaxTreeBytes);
        byte[] blockBytes = InputFile.Read(blockPath, Limits.SessionBlockSize);
        if (treeBytes.Length > MaxTreeBytes)
        {
            return Refuse(error, treePath, $"device tree: byte {MaxTreeBytes}: too long, at most {MaxTreeBytes} bytes are read");
        }

        LuoTreeResult tree = LuoTree.Read(treeBytes);
        if (!tree.IsOk)
        {
            return Refuse(error, treePath, tree.Error.Message);
        }

        if (blockBytes.Length > Limits.SessionBlockSize)
        {
            return Refuse(error, blockPath,
                $"session block: more than {Limits.SessionBlockSize} bytes; byte {Limits.SessionBlockSize} is surplus");
        }

        SessionBlockResult block = SessionBlock.Read(blockBytes);
        if (!block.IsOk)
        {
            return Refuse(error, blockPath, block.Error.Message);
        }

        output.Write($"number {tree.Number}\naddress 0x{tree.SessionHeaderAddress:x}\nsessions {block.Names.Count}\n");
        foreach (SessionName name in block.Names)
        {
            output.Write($"session {name}\n");
        }

        return ExitCode.Ok;
    }

    private static Command BuildEmit()
    {
        Option<string> names = FileOption("--names", "FILE", "The session names, one a line, or NUL-separated if there is a NUL.");
        Option<ulong> address = NumberOption("--pa", "0xPA", "The physical address of the session block.");
        Option<ulong> number = NumberOption("--number", "N", "The live-update number.");
        Option<string> tree = FileOption("--fdt", "OUT", "Where the device tree goes.");
        Option<string> block = FileOption("--block", "OUT", "Where the session block goes.");
        var trim = new Option<bool>("--trim") { Description = "Cut the tree to its own size instead of a whole page." };
        var command = new Command("emit", "Write the device tree and the session block that a kernel would hand over.")
        {
            names, address, number, tree, block, trim,
        };
        command.Validators.Add(result => RequireDifferent(result, names, tree, block));
        command.SetAction(parsed => Emit(
            parsed.GetRequiredValue(names),
            parsed.GetRequiredValue(address),
            parsed.GetRequiredValue(number),
            parsed.GetRequiredValue(tree),
            parsed.GetRequiredValue(block),
            parsed.GetValue(trim)));
        return command;
    }

    private static Command BuildRead()
    {
        Option<string> tree = FileOption("--fdt", "IN", "The device tree.");
        Option<string> block = FileOption("--block", "IN", "The session block.");
        var command = new Command("read", "Print what a device tree and a session block say.") { tree, block };
        command.SetAction(parsed => Read(
            parsed.GetRequiredValue(tree),
            parsed.GetRequiredValue(block),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return command;
    }

    private static Option<string> FileOption(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description, Required = true };

    private static Option<ulong> NumberOption(string name, string helpName, string description) => new(name)
    {
        HelpName = helpName,
        Description = $"{description} Decimal, or hexadecimal after 0x; 0 to 2^64-1.",
        Required = true,
        CustomParser = result => Commands.NumberOption.Parse(result, name),
    };

    /// <summary>Refuses a command line in which two of the files are one. Files that are missing are another's concern.</summary>
    private static void RequireDifferent(CommandResult result, params Option<string>[] files)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Option<string> file in files)
        {
            if (result.GetValue(file) is { Length: > 0 } path && !path.Contains('\0')
                && !seen.TryAdd(Path.GetFullPath(path), file.Name))
            {
                result.AddError($"{seen[Path.GetFullPath(path)]} and {file.Name} are the same file.");
            }
        }
    }

    private static int Refuse(TextWriter error, string path, string problem)
    {
        error.Write($"{path}: {problem}\n");
        error.Flush();
        return ExitCode.Violation;
    }
}
