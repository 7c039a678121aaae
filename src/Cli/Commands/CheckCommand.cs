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
    /// <summary>What must be found in the catalogue is found in the first 15 schedules with each of the seeds 1 to 5
    /// (<c>docs/check.md</c>): this is more than a hundred times that.</summary>
    private const long DefaultIterations = 2_000;

    /// <summary>Makes the command.</summary>
    /// <param name="designs">The designs that it knows.</param>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build(KnownDesigns designs)
    {
        var selection = new ScenarioSelection(designs);
        string[] strategies = [PortfolioOptions.Name, .. Strategy.All.Select(s => s.Name), .. SamplingStrategy.All.Select(s => s.Name)];
        Option<string> strategy = NamedValue.Option(
            "--strategy",
            $"How the next thread is chosen: {string.Join(", ", strategies)}. "
                + $"{PortfolioOptions.Name} is Coyote and {string.Join(", ", Portfolio.OnModels)} in turn. "
                + "Volume mode knows only random choice: others of Coyote run in barging mode alone, "
                + $"and {string.Join(", ", SamplingStrategy.All.Select(s => s.Name))} without Coyote, on models of the locks.",
            strategies,
            PortfolioOptions.Name);
        Option<long> iterations = CommonOptions.Number(
            "--iterations",
            "Schedules for each scenario and design, of all modes and strategies together.",
            1,
            1_000_000_000,
            DefaultIterations);
        var time = new TimeOptions("what is not decided then is inconclusive (exit 4)", Environment.GetEnvironmentVariable);
        Option<long> seed = CommonOptions.Number("--seed", "Equal seeds give equal schedules and equal reports.", 0, uint.MaxValue, 1);
        Option<long> workers = CommonOptions.Workers("Pairs of a scenario and a design that are checked at the same time; no result depends on it.");
        Option<long> configurations = CommonOptions.MaxConfigurations();
        Option<string> output = CommonOptions.Output();
        Option<bool> keep = CommonOptions.KeepFirst();
        var reporting = new ReportOptions();
        var corpora = new CorpusOptions();
        Option<Shard> shard = ShardOption.Make("scenarios on designs", Environment.GetEnvironmentVariable);
        var command = new Command("check", "Run scenarios on designs under Coyote; compare what is found with what must be.")
        {
            selection.Files, selection.Scenarios, selection.Designs, AssemblyOption.Make(),
            strategy, iterations, workers, time.Seconds, time.Until, seed, configurations, output, keep, reporting.Json, reporting.Reports, reporting.Html, reporting.Sources, shard,
            corpora.Folder, corpora.Update,
        };
        command.Validators.Add(selection.Validate);
        command.Validators.Add(corpora.Validate);
        command.Validators.Add(result => Exclusive.Refuse(result, corpora.Update, [shard]));
        command.Validators.Add(time.Validate);
        command.SetAction(parsed =>
        {
            long count = parsed.GetValue(iterations);
            SamplingOptions options = Sampling(parsed.GetRequiredValue(strategy), count) with
            {
                Seed = (uint)parsed.GetValue(seed),
                MaxConfigurations = parsed.GetValue(configurations),
                TimeIsUp = time.IsUp(parsed),
            };
            var plan = new CheckPlan(selection.PairsIn(parsed), options, count, parsed.GetRequiredValue(output))
            {
                KeepsFirst = parsed.GetValue(keep),
                Seconds = parsed.GetValue(time.Seconds),
                Shard = parsed.GetValue(shard),
                Workers = (int)parsed.GetValue(workers),
            };
            OutputFolder.Make(plan.Output);
            reporting.Try(parsed);
            TraceCorpus? corpus = corpora.In(parsed);
            InvocationConfiguration streams = parsed.InvocationConfiguration;
            var failures = new FailureLog(plan.Output, plan.CommandLine, plan.Options.Seed);
            CorpusResult? replayed = corpus?.Replay(plan.Basis.Scenarios, designs, plan.Options.MaxConfigurations, streams.Error);
            CheckReport report = RunWithProgress(plan, failures, streams.Error) with { Corpus = replayed };
            failures.Print(streams.Error);
            corpus?.Add(report.Traces, streams.Error);
            reporting.Write(parsed, new WritableReport(
                () => JsonText.Of(Reports.Of(report)), text => ReportTable.Print(report, text), () => GateReports.Of(report)));
            return report.ExitCode;
        });
        return command;
    }

    /// <summary>A strategy of either kind, with so many schedules.</summary>
    private static SamplingOptions Sampling(string name, long count)
    {
        if (name == PortfolioOptions.Name)
        {
            return Portfolio.Of(count);
        }

        if (SamplingStrategy.All.SingleOrDefault(each => each.Name == name) is { } drawn)
        {
            return new SampleOptions { Strategy = drawn, Schedules = count };
        }

        return CheckOptions.Of(Strategy.All.Single(each => each.Name == name), count);
    }

    private static CheckReport RunWithProgress(CheckPlan plan, FailureLog failures, TextWriter error)
    {
        using var line = new LiveLine(error);
        line.Show("canary");
        return CheckRunner.Run(plan, failures, new CheckProgress(line));
    }
}
