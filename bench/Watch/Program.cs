using System.Diagnostics;
using System.Globalization;
using LuoVerified.Check.Races;
using LuoVerified.Core.Watching;
using LuoVerified.WatchBenchmark;

return Bench.Run();

/// <summary>What a hook costs.</summary>
[Unwatched]
internal static class Bench
{
    private const int Rounds = 100_000;
    private const double Bound = 60;

    public static int Run()
    {
        var plain = new PlainLoops();
        var woven = new Loops();
        double same = Time(plain.Same, 2);
        double many = Time(plain.Many, 3);
        Console.WriteLine("nanoseconds an access                 one object   64 objects");
        Print("as compiled", same, many);
        Print("woven, no thread is observed", Time(woven.Same, 2), Time(woven.Many, 3));
        Watch.Observer = new Counter();
        Watch.Observer = null;
        Print("woven, another thread is observed", Time(woven.Same, 2), Time(woven.Many, 3));
        Watch.Observer = new Counter();
        Print("woven, counted", Time(woven.Same, 2), Time(woven.Many, 3));
        Watch.Observer = new Judging(new AccessRaceDetector(4));
        double detected = Time(woven.Many, 3);
        Print("woven, judged by the race detector", Time(woven.Same, 2), detected);
        Watch.Observer = null;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"below {Bound} ns with the detector: {(detected < Bound ? "yes" : "NO")}"));
        return detected < Bound ? 0 : 1;
    }

    /// <summary>The fastest of many short runs: the first warm up, some are interrupted.</summary>
    private static double Time(Action<int> loop, int accesses)
    {
        double best = double.MaxValue;
        for (int i = 0; i < 200; i++)
        {
            long start = Stopwatch.GetTimestamp();
            loop(Rounds);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Rounds / accesses);
        }

        return best;
    }

    private static void Print(string what, double same, double many) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-36} {same,10:F1} {many,12:F1}"));

    private sealed class Counter : IAccessObserver
    {
        private long _count;

        public void Accessed(in Access access) => _count++;

        public void At(Site site) => _count++;
    }

    private sealed class Judging(AccessRaceDetector detector) : IAccessObserver
    {
        public void Accessed(in Access access) => detector.Accessed(0, access);

        public void At(Site site)
        {
        }
    }
}
