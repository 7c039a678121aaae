namespace LuoVerified.Benchmarks;

/// <summary>What it costs to share every processor with a program that never sleeps. A fair share of them makes everything twice as
/// slow.</summary>
internal static class Busy
{
    private const int Rounds = 3;

    /// <summary>Explores by turns on a quiet machine and beside a busy loop on each processor.</summary>
    /// <returns>How many times as long it takes beside them, the median of some rounds.</returns>
    public static double OverQuiet()
    {
        List<double> ratios = [];
        for (int round = 0; round < Rounds; round++)
        {
            double quiet = Workers.Seconds(workers: 1);
            ratios.Add(Beside(() => Workers.Seconds(workers: 1)) / quiet);
        }

        ratios.Sort();
        return ratios[Rounds / 2];
    }

    private static double Beside(Func<double> measure)
    {
        using var end = new CancellationTokenSource();
        Thread[] loops = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Loop))];
        Array.ForEach(loops, loop => loop.Start());
        double seconds = measure();
        end.Cancel();
        Array.ForEach(loops, loop => loop.Join());
        return seconds;

        void Loop()
        {
            while (!end.IsCancellationRequested)
            {
            }
        }
    }
}
