using System.CommandLine;
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
        var reporting = new ReportOptions();
        var command = new Command("merge", "Join the reports of all shards: the same bytes as without --shard, and the same exit code.")
        {
            files, partial, reporting.Json,
        };
        command.SetAction(parsed =>
        {
            reporting.Try(parsed);
            (string report, int exitCode) = Merger.Merge(parsed.GetRequiredValue(files), parsed.GetValue(partial));
            reporting.Write(parsed, () => report, text =>
            {
                // There is no other text.
                if (parsed.GetValue(reporting.Json) is null)
                {
                    text.Write(report);
                }
            });
            return exitCode;
        });
        return command;
    }
}
