using System.CommandLine;
using System.Text;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Merging;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo merge</c>: joins the reports of shards.</summary>
internal static class MergeCommand
{
    /// <summary>Makes the command.</summary>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build()
    {
        Argument<string[]> files = new("files")
        {
            Description = "The reports as JSON, of check, prove or fuzz with --shard; in any order.",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "FILE",
        };
        Option<bool> partial = new("--partial") { Description = "Some shards may be missing; the result can be merged again." };
        Option<string?> json = new("--json") { Description = "Write the report to this file, not to standard output.", HelpName = "FILE" };
        var command = new Command("merge", "Join the reports of all shards: the same bytes as without --shard, and the same exit code.")
        {
            files, partial, json,
        };
        command.SetAction(parsed =>
        {
            (string report, int exitCode) = Merger.Merge(parsed.GetRequiredValue(files), parsed.GetValue(partial));
            if (parsed.GetValue(json) is { } file)
            {
                OutputFiles.Write(new OutputFile(file, Encoding.UTF8.GetBytes(report)));
            }
            else
            {
                parsed.InvocationConfiguration.Output.Write(report);
            }

            return exitCode;
        });
        return command;
    }
}
