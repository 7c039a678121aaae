using System.CommandLine;
using System.Diagnostics;
using LuoVerified.Check.Scenarios;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Files;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using Spectre.Console;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo check</c>: runs scenarios on designs under Coyote and compares what is found with what must be.</summary>
internal static class CheckCommand
{
    private const long DefaultIterations = 4_000;

    /// <summary>One schedule in so many runs in barging mode, which is slower.</summary>
    private const long BargingShare = 10;

    /// <summary>Makes the command.</summary>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build()
    {
        var files = new Argument<string[]>("files")
        {
            Description = "Scenario files to check instead of the catalogue.",
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "FILE",
        };
        Option<string[]> scenarios = Names("--scenario", "Check only this scenario of the catalogue; may be repeated.", Catalogue.All.Select(s => s.Name));
        Option<string[]> designs = Names("--design", "Check only this design; may be repeated.", Design.All.Select(d => d.Name));
        Option<string> strategy = new("--strategy")
        {
            Description = $"How the next thread is chosen: {string.Join(", ", Strategy.All.Select(s => s.Name))}. "
                + "Volume mode knows only random choice: strategies other than portfolio and random run in barging mode alone.",
            HelpName = "NAME",
            DefaultValueFactory = _ => Strategy.Portfolio.Name,
        };
        strategy.AcceptOnlyFromAmong([.. Strategy.All.Select(s => s.Name)]);
        Option<long> iterations = new("--iterations")
        {
            Description = "Schedules for each scenario and design: a tenth in barging mode, the rest in volume mode in batches of 50.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultIterations,
        };
        Option<double?> time = new("--time")
        {
            Description = "End after so many seconds; what is not decided then is inconclusive (exit 4).",
            HelpName = "SECONDS",
        };
        Option<uint> seed = new("--seed")
        {
            Description = "Equal seeds give equal schedules and equal reports.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        Option<string> output = new("--out")
        {
            Description = "The folder for trace files; made if it is not there.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "luo-traces",
        };
        Option<bool> json = new("--json") { Description = "Print the report as JSON." };
        iterations.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<long>() is < 1 or > 1_000_000_000)
            {
                result.AddError("--iterations wants a number from 1 to 1000000000.");
            }
        });
        time.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is not (null or (> 0 and <= 1_000_000)))
            {
                result.AddError("--time wants a number of seconds, more than 0 and at most 1000000.");
            }
        });

        var command = new Command("check", "Run scenarios on designs under Coyote; compare what is found with what must be.")
        {
            files, scenarios, designs, strategy, iterations, time, seed, output, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(files) is { Length: > 0 } && result.GetValue(scenarios) is { Length: > 0 })
            {
                result.AddError("Scenario files and --scenario exclude each other.");
            }
        });
        command.SetAction(parsed =>
        {
            var clock = Stopwatch.StartNew();
            Strategy chosen = Strategy.All.Single(s => s.Name == parsed.GetRequiredValue(strategy));
            long count = parsed.GetValue(iterations);
            bool both = chosen == Strategy.Portfolio || chosen == Strategy.Random;
            long barging = both ? Math.Max(1, count / BargingShare) : count;
            double? limit = parsed.GetValue(time);
            var plan = new CheckPlan(
                Scenarios(parsed.GetValue(files) ?? [], parsed.GetValue(scenarios) ?? []),
                Chosen(Design.All, design => design.Name, parsed.GetValue(designs) ?? []),
                new CheckOptions
                {
                    Strategy = chosen,
                    BargingSchedules = barging,
                    VolumeSchedules = count - barging,
                    Seed = parsed.GetValue(seed),
                    TimeIsUp = () => limit is { } most && clock.Elapsed.TotalSeconds >= most,
                },
                count,
                parsed.GetRequiredValue(output));
            MakeFolder(plan.Output);
            InvocationConfiguration streams = parsed.InvocationConfiguration;
            CheckReport report = RunWithProgress(plan, streams.Error);
            if (parsed.GetValue(json))
            {
                ReportJson.Print(report, streams.Output);
            }
            else
            {
                ReportTable.Print(report, streams.Output);
            }

            return report.ExitCode;
        });
        return command;
    }

    private static CheckReport RunWithProgress(CheckPlan plan, TextWriter error)
    {
        if (Console.IsErrorRedirected)
        {
            return CheckRunner.Run(plan, new PlainProgress(error));
        }

        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return terminal.Status().Start("canary", status => CheckRunner.Run(plan, new LiveProgress(status)));
    }

    private static List<Scenario> Scenarios(string[] files, string[] names) => files.Length > 0
        ? [.. files.Select(ScenarioFile.Read)]
        : Chosen(Catalogue.All, scenario => scenario.Name, names);

    private static List<T> Chosen<T>(IReadOnlyList<T> all, Func<T, string> name, string[] names) =>
        [.. all.Where(item => names.Length == 0 || names.Contains(name(item)))];

    private static Option<string[]> Names(string option, string description, IEnumerable<string> names)
    {
        var made = new Option<string[]>(option) { Description = description, HelpName = "NAME", Arity = ArgumentArity.OneOrMore };
        string[] known = [.. names];
        made.Validators.Add(result =>
        {
            foreach (string unknown in result.Tokens.Select(token => token.Value).Where(value => !known.Contains(value)))
            {
                result.AddError($"{option}: unknown name '{unknown}', want one of: {string.Join(", ", known)}.");
            }
        });
        return made;
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception cause) when (FileProblemException.IsCausedBy(cause))
        {
            throw FileProblemException.From(folder, cause);
        }
    }
}
