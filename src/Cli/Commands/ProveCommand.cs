using System.CommandLine;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Cli.Assemblies;
using LuoVerified.Cli.Corpus;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Gate;
using LuoVerified.Cli.Merging;
using LuoVerified.Cli.Programs;
using LuoVerified.Cli.Proving;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.SelfChecks;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo prove</c>: explores scenarios exhaustively where that ends, bounded where it does not.</summary>
internal static class ProveCommand
{
    private const long DefaultExecutions = 20_000;
    private const long DefaultSamples = 100;

    /// <summary>Of executions and of samples.</summary>
    private const long Most = 1_000_000_000;
    private const long MostPreemptions = 1_000;

    /// <summary>Taken while we check ourselves.</summary>
    private static readonly System.Threading.Lock Checking = new();

    /// <summary>See <see cref="SeededBugs"/>; null before it was asked for.</summary>
    private static int? _seededBugs;

    /// <summary>Makes the command.</summary>
    /// <param name="designs">The designs that it knows.</param>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build(KnownDesigns designs)
    {
        var selection = new ScenarioSelection(designs);
        Option<long> executions = CommonOptions.Number(
            "--max-executions", "The most executions of one exploration.", 1, Most, DefaultExecutions);
        Option<long> samples = CommonOptions.Number(
            "--samples",
            "Schedules that Coyote samples of each scenario: what they show, the exploration must have shown; 0 for none.",
            0,
            Most,
            DefaultSamples);
        Option<long?> preemptions = CommonOptions.Number(
            "--preemptions",
            "Every schedule with at most 0, 1, ... N preemptions instead of the exhaustive search; inconclusive (exit 4) where that leaves any out.",
            0,
            MostPreemptions);
        Option<long> workers = CommonOptions.Workers("Processors to search on; the result does not depend on it.");
        Option<long> configurations = CommonOptions.MaxConfigurations();
        var time = new TimeOptions("what is not exhausted then is inconclusive (exit 4)", Environment.GetEnvironmentVariable);
        var reporting = new ReportOptions();
        var corpora = new CorpusOptions();
        Option<string> output = CommonOptions.Output();
        Option<bool> keep = CommonOptions.KeepFirst();
        var outcomes = new Option<bool>("--outcomes") { Description = "Show what the runs of each scenario can answer, too: every outcome." };
        var accept = new Option<bool>("--accept") { Description = "Write what was found into the scenario files, as what must be found." };
        Option<Shard> shard = ShardOption.Make("scenarios on designs, or programs", Environment.GetEnvironmentVariable);
        var programs = new ProgramSelection();
        var command = new Command("prove", "Explore every schedule of scenarios on designs, and say exactly what was covered.")
        {
            selection.Files, selection.Scenarios, selection.Designs, AssemblyOption.Make(), executions, preemptions, workers,
            samples, configurations, time.Seconds, time.Until, reporting.Json, reporting.Reports, reporting.Html, reporting.Sources, output, keep, outcomes,
            shard, accept, corpora.Folder, corpora.Update,
            programs.Sizes, programs.Names, programs.Kernels, programs.Faults, programs.Files, programs.Count, programs.State,
        };
        command.Validators.Add(selection.Validate);
        command.Validators.Add(corpora.Validate);
        command.Validators.Add(time.Validate);
        command.Validators.Add(result =>
        {
            if (result.GetValue(accept) && (result.GetValue(selection.Files) is not { Length: > 0 } || Exclusive.IsGiven(result, shard)))
            {
                result.AddError("--accept goes with scenario files, and not with --shard.");
            }
        });
        command.Validators.Add(result => Exclusive.Refuse(
            result, programs.Count, [shard, programs.State, keep, reporting.Json, reporting.Reports, reporting.Html]));
        command.Validators.Add(result => Exclusive.Refuse(result, corpora.Update, [shard]));
        command.Validators.Add(result => programs.Validate(result, [selection.Files, selection.Scenarios, samples, preemptions, configurations, outcomes, corpora.Folder]));
        command.SetAction(parsed =>
        {
            if (programs.AreIn(parsed))
            {
                return Prove(parsed);
            }

            var plan = new ProofPlan(
                selection.PairsIn(parsed),
                new ExploreOptions
                {
                    MaxExecutions = parsed.GetValue(executions),
                    Preemptions = (int?)parsed.GetValue(preemptions),
                    MaxConfigurations = parsed.GetValue(configurations),
                    TimeIsUp = time.IsUp(parsed),
                },
                (int)parsed.GetValue(workers),
                parsed.GetValue(samples),
                parsed.GetRequiredValue(output))
            {
                KeepsFirst = parsed.GetValue(keep),
                ShowsOutcomes = parsed.GetValue(outcomes),
                Seconds = parsed.GetValue(time.Seconds),
                Shard = parsed.GetValue(shard),
            };
            string[] accepting = parsed.GetValue(accept) ? [.. parsed.GetRequiredValue(selection.Files).SelectMany(ScenarioFiles.Of)] : [];
            OutputFiles.Try(accepting);
            OutputFolder.Make(plan.Output);
            reporting.Try(parsed);
            TraceCorpus? corpus = corpora.In(parsed);
            CoyoteGuard.RequireRewritten();
            plan = plan with { SeededBugs = SeededBugs(plan.Workers) };
            InvocationConfiguration streams = parsed.InvocationConfiguration;
            var failures = new FailureLog(plan.Output, plan.CommandLine);
            CorpusResult? replayed = corpus?.Replay(plan.Basis.Scenarios, designs, plan.Options.MaxConfigurations, streams.Error);
            Certificate certificate = ProofRunner.Run(plan, failures, streams.Error) with { Corpus = replayed };
            corpus?.Add(certificate.Traces, streams.Error);
            if (accepting.Length > 0)
            {
                certificate = AcceptedFindings.Write(certificate, [.. selection.ScenariosIn(parsed).Zip(accepting)], streams.Error);
            }

            Design[] chosen = [.. selection.DesignsIn(parsed)];
            Design[] whole = [.. chosen.Where(design => design.IsProvedWhole)];
            if (selection.IsEverything(parsed) && plan.Options.Preemptions is null && whole.Length > 0)
            {
                certificate = certificate with { Formats = FormatsText.Ask(plan.Options.TimeIsUp, streams.Error) };
                certificate = certificate with
                {
                    Programs =
                    [
                        .. SmallPrograms.Bounds.Select(Beside).Where(beside => beside.Designs.Count + beside.BrieflyOn.Count > 0)
                            .Select(beside => ProgramsRunner.Run(beside, plan.Options.TimeIsUp, failures, streams.Error)),
                    ],
                };
            }

            ProgramsPlan Beside(ProgramBounds bounds) =>
                ProgramsOf(parsed, [.. SmallPrograms.Sizes.Where(size => SmallPrograms.Have(size, bounds))], bounds, [.. whole.Where(design => SmallPrograms.AreFor(bounds, design))]) with
                {
                    // A matrix says of each design how small a program breaks a rule.
                    BrieflyOn = chosen.Length < RuleMatrix.Fewest ? [] : [.. chosen.Except(whole).Where(design => SmallPrograms.AreFor(bounds, design))],
                };

            certificate = certificate with { TimeWasUp = plan.Options.TimeIsUp() };
            reporting.Write(parsed, new WritableReport(
                () => JsonText.Of(Reports.Of(certificate)), text => ProofTable.Print(certificate, text), () => GateReports.Of(certificate)));
            return certificate.ExitCode;
        });
        return command;

        int Prove(ParseResult parsed)
        {
            InvocationConfiguration streams = parsed.InvocationConfiguration;
            if (parsed.GetValue(programs.Count))
            {
                Design counted = selection.ForProgramsIn(parsed)[0];
                ProgramsText.PrintCounts(programs.SizesIn(parsed), programs.BoundsIn(parsed), counted, streams.Output);
                return ExitCode.Ok;
            }

            ProgramsPlan plan = ProgramsOf(
                parsed,
                programs.SizesIn(parsed),
                programs.BoundsIn(parsed),
                selection.ForProgramsIn(parsed));
            OutputFolder.Make(plan.Output);
            reporting.Try(parsed);
            plan = plan with { SeededBugs = SeededBugs(plan.Workers) };
            var failures = new FailureLog(plan.Output, plan.CommandLine);
            ProgramsCertificate certificate = ProgramsRunner.Run(plan, time.IsUp(parsed), failures, streams.Error);
            reporting.Write(parsed, new WritableReport(
                () => JsonText.Of(certificate.Json), text => ProgramsText.Print(certificate, text), () => GateReports.Of(certificate)));
            return certificate.ExitCode;
        }

        ProgramsPlan ProgramsOf(ParseResult parsed, IReadOnlyList<ProgramSize> sizes, ProgramBounds bounds, IReadOnlyList<Design> on) => new(
            sizes,
            bounds,
            on,
            parsed.GetValue(executions),
            (int)parsed.GetValue(workers),
            parsed.GetValue(time.Seconds),
            parsed.GetRequiredValue(output))
        {
            KeepsFirst = parsed.GetValue(keep),
            State = parsed.GetValue(programs.State),
            Shard = parsed.GetValue(shard),
        };
    }

    /// <summary>How many seeded bugs are found, by a checker that is right in itself: the same for all that one process proves, so it is
    /// looked at once.</summary>
    private static int SeededBugs(int workers)
    {
        lock (Checking)
        {
            return _seededBugs ??= Found();
        }

        int Found()
        {
            int found = 0;
            Action[] checks = [.. SelfCheck.All.Select(check => (Action)(() => check.Require(() => false))), () => found = RuleProof.Require()];
            SpreadWork.Do(workers, checks.Length, at => checks[at]());
            return found;
        }
    }
}
