using System.Globalization;
using LuoVerified.Check.Designs;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
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
        Judge[] judges = [.. options.Designs.Select(design => new Judge(design, options.MaxExecutions, options.TimeIsUp))];
        int number = 1;
        for (; number <= (options.Programs ?? int.MaxValue) && !options.TimeIsUp(); number++)
        {
            if (!options.Shard.Has(number - 1))
            {
                continue;
            }

            foreach ((DesignTally tally, Judge judge) in tallies.Zip(judges))
            {
                Scenario program = ProgramGenerator.Make(options.Seed, number, tally.Design, options.Files);
                progress?.Judging(number, program, tally.Design);
                try
                {
                    findings.AddRange(Judge(program, number, tally, judge, options.Seed, progress));
                }
                catch (Exception fault) when (failed is not null && RunErrorException.IsOurs(fault))
                {
                    failed(fault as RunErrorException ?? new RunErrorException(program.On(tally.Design), fault, []));
                }
            }
        }

        Array.ForEach(judges, judge => judge.Dispose());
        return new FuzzReport(options, tallies, findings, Complete: options.Programs is null || number > options.Programs);
    }

    /// <summary>Judges one program on one design; a judgement that the end of the time cut short counts only for what it
    /// found.</summary>
    private static IEnumerable<FuzzFinding> Judge(
        Scenario program, int number, DesignTally tally, Judge judge, uint seed, IFuzzProgress? progress)
    {
        Judgement? judgement = judge.Try(program);
        if (judgement is { Exhausted: false, Findings.Count: 0 } && judge.IsOver)
        {
            yield break;
        }

        Finding[] news = [.. (judgement?.Findings ?? []).Where(finding => !tally.Broken.ContainsKey(finding.Violation.Check))];
        tally.Add(judgement);
        foreach (Finding finding in news)
        {
            progress?.Shrinking(number, finding.Violation.Check, tally.Design);
            FuzzFinding shrunk = Simplifier.Simplify(
                program,
                string.Create(CultureInfo.InvariantCulture, $"Program {number} of seed {seed}"),
                number,
                finding,
                judge);
            progress?.Found(shrunk);
            yield return shrunk;
        }
    }
}
