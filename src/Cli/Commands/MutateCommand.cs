using System.CommandLine;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Gate;
using LuoVerified.Cli.Mutating;
using LuoVerified.Mutation;
using LuoVerified.Sessions.Programs;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo mutate</c>: changes the checked code and the checker in small ways, and lets the proof find out.</summary>
internal static class MutateCommand
{
    /// <summary>Makes the command.</summary>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build()
    {
        Option<string[]> parts = NamedValue.Options(
            "--part", "Only mutants of this part; may be repeated.", CodePart.All.Select(part => part.Name));
        Option<string[]> mutants = new("--mutant")
        {
            Description = "Only mutants whose name, as --list has it, holds this text; may be repeated.",
            HelpName = "TEXT",
        };
        Option<long?> sample = CommonOptions.Number("--sample", "Only so many of the mutants that compile, drawn at random.", 1, 1_000_000);
        Option<long> seed = CommonOptions.Number("--seed", "Equal seeds draw equal mutants.", 0, uint.MaxValue, 1);
        Option<string[]> sizes = ProgramSelection.MakeSizes(
            "The sizes of the programs that judge, beside the catalogue, such as 2x1; several with commas or repeated. 1x1,1x2,2x1 by default, as luo prove has it.");
        Option<bool> every = new("--every") { Description = "Every change, in place of at most one of each kind a line." };
        Option<bool> list = new("--list") { Description = "List the changes, and judge none." };
        Option<bool> equivalent = new("--check-equivalent") { Description = "Judge those that are argued to be equivalent, too: one that is found is an error (exit 1)." };
        Option<string?> known = new("--known")
        {
            Description = "A file of mutants that are known to survive: they do not change the exit code. One that is found, or is no mutant any more, is an error.",
            HelpName = "FILE",
        };
        Option<string[]> beside = new("--beside")
        {
            Description = "A command line that judges each mutant, too, such as 'check --iterations 125'; it counts for nothing. May be repeated.",
            HelpName = "LINE",
        };
        beside.Validators.Add(result =>
        {
            foreach (string line in result.Tokens.Select(token => token.Value))
            {
                if (CommandBeside.WhyNone(line) is { } why)
                {
                    result.AddError($"--beside '{line}': {why}");
                }
            }
        });
        Option<long> executions = CommonOptions.Number("--max-executions", "The most executions of one exploration.", 1, 1_000_000_000, 20_000);
        var time = new TimeOptions("with what is not judged then the score is inconclusive (exit 4)", Environment.GetEnvironmentVariable);
        Option<long> workers = CommonOptions.Workers("How many mutants are judged at the same time; no verdict depends on it.");
        var reporting = new ReportOptions();
        var command = new Command("mutate", "Change the code in small ways, and let the proof find out: the mutation score.")
        {
            parts, mutants, every, sample, seed, sizes, list, equivalent, known, beside, executions, workers, time.Seconds, time.Until, reporting.Json, reporting.Reports,
        };
        command.Validators.Add(result =>
        {
            string[] texts = result.GetValue(mutants) ?? [];
            if (texts.FirstOrDefault(text => !Chosen(result.GetValue(parts)).Any(part => part.Mutations.Any(each => each.Identity.Contains(text, StringComparison.Ordinal)))) is { } wrong)
            {
                result.AddError($"There is no mutant with '{wrong}' in its name.");
            }
        });
        command.Validators.Add(time.Validate);
        command.Validators.Add(result => Exclusive.Refuse(result, list, [sample, beside, reporting.Json, reporting.Reports]));
        command.SetAction(parsed =>
        {
            InvocationConfiguration streams = parsed.InvocationConfiguration;
            ReviewedMutants survivors = parsed.GetValue(known) is { } file ? ScenarioFile.ReadMutants(file) : ReviewedMutants.None;
            RequireFresh(ReviewedMutants.Equivalent, "src/Mutation/equivalent.txt");
            RequireFresh(survivors, parsed.GetValue(known) ?? "");
            var options = new MutationOptions
            {
                Parts = Chosen(parsed.GetValue(parts)),
                Named = parsed.GetValue(mutants) ?? [],
                Every = parsed.GetValue(every),
                Sample = (int?)parsed.GetValue(sample),
                Seed = (uint)parsed.GetValue(seed),
                Sizes = [.. (parsed.GetValue(sizes) is { Length: > 0 } given ? ProgramSelection.SizesIn(given) : SmallPrograms.Sizes)
                    .Select(size => $"{size}")],
                MaxExecutions = parsed.GetValue(executions),
                Workers = (int)parsed.GetValue(workers),
                ChecksEquivalent = parsed.GetValue(equivalent),
                Beside = [.. (parsed.GetValue(beside) ?? []).Select(CommandBeside.Of)],
                TimeIsUp = time.IsUp(parsed),
                Proved = (stage, done, all) => Say(MutationText.Line(stage, done, all)),
                Judged = (mutant, done, all) => Say(MutationText.Line(mutant, done, all)),
            };
            if (parsed.GetValue(list))
            {
                MutationText.List(options, streams.Output);
                return ExitCode.Ok;
            }

            reporting.Try(parsed);
            var score = new MutationScore(options, MutationRun.Run(options), survivors);
            reporting.Write(parsed, new WritableReport(
                () => JsonText.Of(score.Json), text => MutationText.Print(score, text), () => MutationGate.Of(score)));
            return score.ExitCode;

            void Say(string line)
            {
                streams.Error.Write(line);
                streams.Error.Flush();
            }
        });
        return command;
    }

    private static IReadOnlyList<CodePart> Chosen(string[]? named) =>
        [.. CodePart.All.Where(part => named is not { Length: > 0 } || named.Contains(part.Name))];

    private static void RequireFresh(ReviewedMutants reviewed, string file)
    {
        if (reviewed.Stale(CodePart.All) is [var stale, ..])
        {
            throw new FileProblemException(file, $"'{stale}' is no mutant any more");
        }
    }
}
