using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Protocols;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Sample;
using LuoVerified.Core;
using Volatile = System.Threading.Volatile;

namespace LuoVerified.Protocols.Tests;

/// <summary>The samplers draw schedules with the probabilities that their papers give, and only such as there are.</summary>
public class SamplerTests
{
    private const int Samples = 20_000;

    public static TheoryData<string> Strategies() => [.. SamplingStrategy.All.Select(strategy => strategy.Name)];

    /// <summary>With equal probabilities for all orders of k and m steps, chi-squared stays below its 99.9 % quantile.</summary>
    [Theory]
    [InlineData(3, 3)]
    [InlineData(6, 2)]
    [InlineData(1, 5)]
    public void TheUniformWalksAreUniformOverTheOrdersOfTheSharedSteps(int k, int m)
    {
        long orders = Choose(k + m, k);
        foreach (SamplingStrategy strategy in (SamplingStrategy[])[SamplingStrategy.Surw, SamplingStrategy.Urw])
        {
            // URW is uniform over the orders of all steps: the return of a thread is one more, and stands for itself.
            Dictionary<string, int> counts = Count(
                strategy, Program(k, m), strategy == SamplingStrategy.Surw ? step => step.Kind == StepKind.Write : _ => true);
            long cells = strategy == SamplingStrategy.Surw ? orders : Choose(k + m + 2, k + 1);
            Assert.True(counts.Count <= cells);
            Assert.True(ChiSquared(counts, cells) < Quantile(cells - 1), $"{strategy}: {ChiSquared(counts, cells)}");
        }
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(6, 2)]
    public void TheRandomWalkIsNotUniform(int k, int m)
    {
        Dictionary<string, int> counts = Count(SamplingStrategy.RandomWalk, Program(k, m), step => step.Kind == StepKind.Write);
        Assert.True(ChiSquared(counts, Choose(k + m, k)) > 10 * Quantile(Choose(k + m, k) - 1));
    }

    /// <summary>A thread with some steps of its own before the one that races: by priorities the race depends on their number n
    /// with 1/(n + 2), as that of the other thread must be the lowest of all; in a random walk with 1/2^(n + 1).</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    public void StepsThatDoNotRaceHardlyMatterToPos(int n)
    {
        Subject subject = Of([[.. Enumerable.Repeat("own", n), "shared"], ["shared"]]);
        Near(1.0 / (n + 2), Share(SamplingStrategy.Pos, subject, 'A'));
        Near(1.0 / (1 << (n + 1)), Share(SamplingStrategy.RandomWalk, subject, 'A'));
    }

    /// <summary>Two steps that race with one: if priorities were not drawn anew, the one would come last with 1/3 and first with
    /// 1/3, too.</summary>
    [Fact]
    public void PosDrawsAnewWhatRaces()
    {
        Dictionary<string, int> counts = Count(SamplingStrategy.Pos, Program(2, 1), step => step.Kind == StepKind.Write);
        Near(1.0 / 4, (double)counts["AAB"] / Samples);
        Near(1.0 / 4, (double)counts["ABA"] / Samples);
        Near(1.0 / 2, (double)counts["BAA"] / Samples);
    }

    /// <summary>A bug of depth 2 in n threads and k steps: at least 1/(n k) of the schedules have it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void PctKeepsItsGuarantee(int k)
    {
        // B writes between the first and the second write of A.
        Dictionary<string, int> counts = Count(SamplingStrategy.Pct, Program(1 + k, 1), step => step.Kind == StepKind.Write);
        int found = counts.GetValueOrDefault($"AB{new string('A', k)}");
        Assert.True(found >= Samples / (2 * (k + 4)) / 2, $"{found}");
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void EqualSeedsGiveEqualSchedules(string name)
    {
        SamplingStrategy strategy = Find(name);
        Subject subject = Program(3, 3);
        string[] first = Schedules(strategy, subject, seed: 7, count: 200);
        Assert.Equal(first, Schedules(strategy, Program(3, 3), seed: 7, count: 200));
        Assert.NotEqual(first, Schedules(strategy, subject, seed: 8, count: 200));

        // A schedule does not depend on how many are asked for.
        Assert.Equal(first.Take(50), Schedules(strategy, subject, seed: 7, count: 50));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void WhatIsSampledIsWhatCanHappen(string name)
    {
        foreach (Func<ICounter> make in (Func<ICounter>[])[() => new UnlockedCounter(), () => new LockedCounter(), () => new TornCounter()])
        {
            Subject subject = Of(make);
            ExploreReport all = Explorer.Explore(subject);
            SampledReport sampled = ScheduleSampler.Sample(
                subject, new SampleOptions { Strategy = Find(name), Schedules = 1_000, IsDecided = _ => false });
            Assert.InRange(sampled.Schedules, 1_000, 1_000 + sampled.Racing.Count);
            Assert.Equal(all.Outcomes, sampled.Outcomes);
            Assert.Equal(
                all.Findings.Select(finding => finding.Violation.Check).Order(),
                sampled.Findings.Select(finding => finding.Violation.Check).Order());
            Assert.All(sampled.Findings, found => Replaying.Replays(subject, found));
            Assert.Equal(all.Racing.Order(), sampled.Racing.Order());
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0.95)]
    [InlineData(100, 0.02951)]
    [InlineData(10_000, 0.0002995)]
    public void CleanSamplesBoundTheRest(long samples, double bound) =>
        Assert.Equal(bound, CleanSamples.Bound(samples), bound / 1_000);

    private static SamplingStrategy Find(string name) => SamplingStrategy.All.Single(strategy => strategy.Name == name);

    private static Subject Of(Func<ICounter> make) => Protocol
        .Of("counter", _ => make(), (ICounter counter, int _) => counter.Increment(), Specification.Of(0, (int value, int _) => (value + 1, value + 1)))
        .Program([[1, 1], [1]]);

    /// <summary>Thread A writes k times, thread B m times, all to one place.</summary>
    private static Subject Program(int k, int m) => Of([Enumerable.Repeat("shared", k), Enumerable.Repeat("shared", m)]);

    private static Subject Of(IEnumerable<string>[] threads) => Protocol
        .Of("writes", _ => new Writes(), (Writes writes, string thread) => writes.All(thread))
        .Program([.. threads.Select((writes, at) => new[] { $"{(char)('A' + at)} {string.Join(' ', writes)}" })]);

    private static Dictionary<string, int> Count(SamplingStrategy strategy, Subject subject, Func<Step, bool> counts)
    {
        Dictionary<string, int> seen = [];
        var options = new SampleOptions
        {
            Strategy = strategy,
            Schedules = Samples + 1,
            Ran = steps =>
            {
                string order = string.Concat(steps
                    .Where(step => step.Step.Kind != StepKind.Call && counts(step.Step)).Select(step => ThreadName.Of(step.Thread)));
                seen[order] = seen.GetValueOrDefault(order) + 1;
            },
        };
        Assert.Equal(Verdict.Pass, ScheduleSampler.Sample(subject, options).Verdict);
        return seen;
    }

    /// <summary>How often a thread writes to the shared place first, after all its own.</summary>
    private static double Share(SamplingStrategy strategy, Subject subject, char thread)
    {
        Dictionary<string, int> counts = Count(
            strategy, subject, step => step.Kind == StepKind.Write && step.Target.Label.EndsWith("_shared", StringComparison.Ordinal));
        return (double)counts.Where(order => order.Key[0] == thread).Sum(order => order.Value) / Samples;
    }

    private static string[] Schedules(SamplingStrategy strategy, Subject subject, uint seed, long count)
    {
        List<string> all = [];
        ScheduleSampler.Sample(subject, new SampleOptions
        {
            Strategy = strategy,
            Schedules = count,
            Seed = seed,
            Ran = steps => all.Add(string.Concat(steps.Select(step => ThreadName.Of(step.Thread)))),
        });
        return [.. all];
    }

    /// <summary>Within five standard deviations.</summary>
    private static void Near(double expected, double seen) =>
        Assert.InRange(seen, expected - Deviations(expected), expected + Deviations(expected));

    private static double Deviations(double share) => 5 * Math.Sqrt(share * (1 - share) / Samples);

    private static double ChiSquared(Dictionary<string, int> counts, long cells)
    {
        double expected = (double)counts.Values.Sum() / cells;
        return counts.Values.Sum(count => (count - expected) * (count - expected) / expected) + ((cells - counts.Count) * expected);
    }

    /// <summary>The 99.9 % quantile of chi-squared, by Wilson and Hilferty.</summary>
    private static double Quantile(long freedom)
    {
        double part = 2.0 / (9 * freedom);
        return freedom * Math.Pow(1 - part + (3.0902 * Math.Sqrt(part)), 3);
    }

    private static long Choose(int n, int k) => k == 0 ? 1 : Choose(n - 1, k - 1) * n / k;

    /// <summary>Writes that are steps.</summary>
    private sealed class Writes
    {
        private int _shared;
        private int _ownOfA;
        private int _ownOfB;

        public string All(string thread)
        {
            string[] words = thread.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (string word in words[1..])
            {
                if (word == "shared")
                {
                    Volatile.Write(ref _shared, 1);
                }
                else if (words[0] == "A")
                {
                    Volatile.Write(ref _ownOfA, 1);
                }
                else
                {
                    Volatile.Write(ref _ownOfB, 1);
                }
            }

            return "";
        }
    }
}
