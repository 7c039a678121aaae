using System.Diagnostics;

namespace LuoVerified.Benchmarks;

/// <summary>What it costs to share every processor with programs that never sleep. Two for each processor: of fewer, all may be moved
/// to the other processors. A fair share makes everything three times as slow. The programs are shells: a thread of this process
/// would sleep whenever garbage is collected.</summary>
internal static class Busy
{
    private const int LoopsPerProcessor = 2;

    /// <summary>Explores by turns on a quiet machine and beside two busy loops for each processor.</summary>
    /// <returns>How many times as long it takes beside them, the median of some rounds.</returns>
    public static double OverQuiet()
    {
        Workers.Seconds(workers: 1);
        return Rounds.Median(3, () =>
        {
            double quiet = Workers.Seconds(workers: 1);
            return Beside(() => Workers.Seconds(workers: 1)) / quiet;
        });
    }

    private static double Beside(Func<double> measure)
    {
        Process[] loops =
        [
            .. Enumerable.Range(0, LoopsPerProcessor * Environment.ProcessorCount)
                .Select(_ => Process.Start("sh", ["-c", "while :; do :; done"])),
        ];
        try
        {
            return measure();
        }
        finally
        {
            Array.ForEach(loops, loop => loop.Kill());
            Array.ForEach(loops, loop => loop.Dispose());
        }
    }
}
