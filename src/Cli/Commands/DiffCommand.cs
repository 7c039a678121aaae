using System.CommandLine;
using LuoVerified.Cli.Comparing;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo diff</c>: compares two certificates.</summary>
internal static class DiffCommand
{
    /// <summary>Makes the command.</summary>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build()
    {
        Argument<string> old = new("old") { Description = "The report of luo check or prove as JSON, from before.", HelpName = "OLD" };
        Argument<string> @new = new("new") { Description = "The one from now.", HelpName = "NEW" };
        var reporting = new ReportOptions();
        var command = new Command("diff", "Compare two certificates: violations, coverage, and what they rest on; exit 1 if something got worse.")
        {
            old, @new, reporting.Json,
        };
        command.SetAction(parsed =>
        {
            reporting.Try(parsed);
            CertificateDifference difference = Certificates.Compare(parsed.GetRequiredValue(old), parsed.GetRequiredValue(@new));
            reporting.Write(
                parsed,
                () => JsonText.Of(new
                {
                    Format = "luo-diff 1",
                    difference.NewViolations,
                    difference.GoneViolations,
                    difference.CoverageLost,
                    difference.CoverageGained,
                    difference.Basis,
                    Verdict = Cli.ExitCode.Verdict(difference.ExitCode),
                    difference.ExitCode,
                }),
                text => DifferenceText.Print(difference, text));
            return difference.ExitCode;
        });
        return command;
    }
}
