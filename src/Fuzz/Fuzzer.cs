using System.Globalization;
using LuoVerified.Check.Designs;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Fuzz;

/// <summary>Judges random programs one after the other; shrinks the first that breaks a rule on a design, and goes on
/// looking for other rules.</summary>
public static class Fuzzer
{
    /// <summary>Fuzzes.</summary>
    /// <param name="options">What, and how far.</param>
    /// <param name="progress">Told what is going on; null for nobody.</param>
    /// <param name="failed">Told of each error of ours: it costs the judgement of its program on its design and no
    /// other; null to throw it.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="UncontrolledDesignException">A design does what is not under control.</exception>
    /// <exception cref="RunErrorException">An error of ours.</exception>
    public static FuzzReport Run(
        FuzzOptions options, IFuzzProgress? progress = null, Action<RunErrorException>? failed = null)
    {
        UncontrolledCalls.Refuse(options.Designs);
        List<FuzzFinding> findings = [];
        DesignTally[] tallies = [.. options.Designs.Select(design => new DesignTally(design))];
        int number = 1;
        for (; number <= (options.Programs ?? int.MaxValue) && !options.TimeIsUp(); number++)
        {
            Scenario program = ProgramGenerator.Make(options.Seed, number);
            foreach (DesignTally tally in tallies)
            {
                progress?.Judging(number, program, tally.Design);
                try
                {
                    findings.AddRange(Judge(program, number, tally, options, progress));
                }
                catch (Exception fault) when (failed is not null && RunErrorException.IsOurs(fault))
                {
                    failed(fault as RunErrorException ?? new RunErrorException(program.On(tally.Design), fault, []));
                }
            }
        }

        return new FuzzReport(options, tallies, findings, Complete: options.Programs is null || number > options.Programs);
    }

    /// <summary>Judges one program on one design; a judgement that the end of the time cut short counts only for what it
    /// found.</summary>
    private static IEnumerable<FuzzFinding> Judge(
        Scenario program, int number, DesignTally tally, FuzzOptions options, IFuzzProgress? progress)
    {
        var judge = new Judge(tally.Design, options.MaxExecutions, options.TimeIsUp);
        Judgement? judgement = judge.Try(program);
        if (judgement is { Exhausted: false, Findings.Count: 0 } && options.TimeIsUp())
        {
            yield break;
        }

        Finding[] news = [.. (judgement?.Findings ?? []).Where(finding => !tally.Broken.ContainsKey(finding.Violation.Check))];
        tally.Add(judgement);
        foreach (Finding finding in news)
        {
            progress?.Shrinking(number, finding.Violation.Check, tally.Design);
            FuzzFinding shrunk = Simplify(program, number, judgement!, finding.Violation.Check, judge, options);
            progress?.Found(shrunk);
            yield return shrunk;
        }
    }

    private static FuzzFinding Simplify(
        Scenario program, int number, Judgement judgement, string rule, Judge judge, FuzzOptions options)
    {
        ShrunkProgram shrunk = Shrinker.Shrink(program, judgement, rule, judge);
        using var explorer = new Explorer(shrunk.Program.On(judge.Design));
        ShortestFinding shortest = ShortestSchedule.Find(explorer, shrunk.Judgement.Breaking(rule)!, judge.Bounds);
        Scenario smallest = shrunk.Program with
        {
            Summary = string.Create(
                CultureInfo.InvariantCulture,
                $"Program {number} of seed {options.Seed}, shrunk from {ProgramSize.Operations(program)} operations; "
                    + $"breaks {rule} on {judge.Design.Name}."),
        };
        return new FuzzFinding(
            judge.Design,
            number,
            program,
            smallest with { Expectations = Expectations(smallest, rule, judge, options) },
            shrunk.IsMinimal,
            shortest);
    }

    /// <summary>What a check of the small program will find: on the design at hand, the rule and perhaps others; on every
    /// other design, what it is judged to do there.</summary>
    private static Dictionary<string, Expectation> Expectations(Scenario program, string rule, Judge judge, FuzzOptions options)
    {
        Dictionary<string, Expectation> expectations = [];
        foreach (Design design in Design.All.Append(judge.Design).DistinctBy(design => design.Name))
        {
            string[] broken =
            [
                .. new Judge(design, options.MaxExecutions, options.TimeIsUp).Try(program)?.Findings.Select(f => f.Violation.Check) ?? [],
            ];
            string[] must = design.Name == judge.Design.Name ? [rule] : [.. broken.Take(1)];
            expectations[design.Name] = new Expectation(must, [.. broken.Except(must)]);
        }

        return expectations;
    }
}
