using System.CommandLine;
using LuoVerified.Check;
using LuoVerified.Check.Sample;
using LuoVerified.Cli.Assemblies;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Corpus;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Gate;
using LuoVerified.Cli.Merging;
using LuoVerified.Coyote;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo check</c>: runs scenarios on designs under Coyote and compares what is found with what must be.</summary>
internal static class CheckCommand
{
    private const long DefaultIterations = 4_000;

    /// <summary>One schedule in so many runs in barging mode, which is slower.</summary>
    private const long BargingShare = 10;

    /// <summary>Makes the command.</summary>
    /// <param name="designs">The designs that it knows.</param>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build(KnownDesigns designs)
    {
        var selection = new ScenarioSelection(designs);
        string[] strategies = [.. Strategy.All.Select(s => s.Name), .. SamplingStrategy.All.Select(s => s.Name)];
        Option<string> strategy = NamedValue.Option(
            "--strategy",
            $"How the next thread is chosen: {string.Join(", ", strategies)}. "
                + "Volume mode knows only random choice: others of Coyote run in barging mode alone, "
                + $"and {string.Join(", ", SamplingStrategy.All.Select(s => s.Name))} without Coyote, on models of the locks.",
            strategies,
            Strategy.Portfolio.Name);
        Option<long> iterations = CommonOptions.Number(
            "--iterations",
            "Schedules for each scenario and design: a tenth in barging mode, the rest in volume mode.",
            1,
            1_000_000_000,
            DefaultIterations);
        Option<double?> time = CommonOptions.Time("End after so many seconds; what is not decided then is inconclusive (exit 4).");
        Option<long> seed = CommonOptions.Number("--seed", "Equal seeds give equal schedules and equal reports.", 0, uint.MaxValue, 1);
        Option<long> configurations = CommonOptions.MaxConfigurations();
        Option<string> output = CommonOptions.Output();
        Option<bool> keep = CommonOptions.KeepFirst();
        var reporting = new ReportOptions();
        var corpora = new CorpusOptions();
        Option<Shard> shard = ShardOption.Make("scenarios on designs", Environment.GetEnvironmentVariable);
        var command = new Command("check", "Run scenarios on designs under Coyote; compare what is found with what must be.")
        {
            selection.Files, selection.Scenarios, selection.Designs, AssemblyOption.Make(),
            strategy, iterations, time, seed, configurations, output, keep, reporting.Json, reporting.Reports, reporting.Html, reporting.Sources, shard,
            corpora.Folder, corpora.Update,
        };
        command.Validators.Add(selection.Validate);
        command.Validators.Add(corpora.Validate);
        command.SetAction(parsed =>
        {
            string name = parsed.GetRequiredValue(strategy);
            Strategy chosen = Strategy.All.SingleOrDefault(s => s.Name == name, Strategy.Portfolio);
            SamplingStrategy? drawn = SamplingStrategy.All.SingleOrDefault(s => s.Name == name);
            long count = parsed.GetValue(iterations);
            bool isDrawn = drawn is not null;
            bool both = chosen == Strategy.Portfolio || chosen == Strategy.Random;
            long barging = isDrawn ? 0 : both ? Math.Max(1, count / BargingShare) : count;
            var options = new CheckOptions
            {
                Strategy = chosen,
                BargingSchedules = barging,
                VolumeSchedules = isDrawn ? 0 : count - barging,
                Seed = (uint)parsed.GetValue(seed),
                MaxConfigurations = parsed.GetValue(configurations),
                TimeIsUp = CommonOptions.TimeIsUp(parsed, time),
            };
            var plan = new CheckPlan(
                selection.ScenariosIn(parsed), selection.DesignsIn(parsed), options, count, parsed.GetRequiredValue(output))
            {
                Drawing = drawn is null ? null : new SampleOptions
                {
                    Strategy = drawn,
                    Schedules = count,
                    Seed = options.Seed,
                    MaxConfigurations = options.MaxConfigurations,
                    TimeIsUp = options.TimeIsUp,
                },
                KeepsFirst = parsed.GetValue(keep),
                Seconds = parsed.GetValue(time),
                Shard = parsed.GetValue(shard),
            };
            OutputFolder.Make(plan.Output);
            reporting.Try(parsed);
            TraceCorpus? corpus = corpora.In(parsed);
            InvocationConfiguration streams = parsed.InvocationConfiguration;
            var failures = new FailureLog(plan.Output, plan.CommandLine, plan.Options.Seed);
            CorpusResult? replayed = corpus?.Replay(plan.Scenarios, designs.All, plan.Options.MaxConfigurations, streams.Error);
            CheckReport report = RunWithProgress(plan, failures, streams.Error) with { Corpus = replayed };
            failures.Print(streams.Error);
            corpus?.Add(report.Traces, streams.Error);
            reporting.Write(parsed, new WritableReport(
                () => JsonText.Of(Reports.Of(report)), text => ReportTable.Print(report, text), () => GateReports.Of(report)));
            return report.ExitCode;
        });
        return command;
    }

    private static CheckReport RunWithProgress(CheckPlan plan, FailureLog failures, TextWriter error)
    {
        using var line = new LiveLine(error);
        line.Show("canary");
        return CheckRunner.Run(plan, failures, new CheckProgress(line));
    }
}
