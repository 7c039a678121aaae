using System.Diagnostics;
using System.Globalization;
using LuoVerified.Check.Explore;
using LuoVerified.Impl;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Benchmarks;

/// <summary>Families of programs of growing size: how many executions exhaust each, and how long that takes.</summary>
internal static class Sizes
{
    /// <summary>Prints a table: processor time, by one worker, after all code was compiled.</summary>
    /// <param name="most">How long a program may take, by the clock.</param>
    public static void Print(TimeSpan most)
    {
        Warm();
        Console.WriteLine($"{"two threads, each with its own name",-44} {"executions",10} {"seconds",8} {"a second",9}");
        Table("create; close, {0} times", most, n => Threads(2, n, "create {0}; close {0}"));
        Console.WriteLine($"{"three threads, each with its own name",-44}");
        Table("create; close, {0} times", most, n => Threads(3, n, "create {0}; close {0}"));
        Console.WriteLine("n threads");
        Table("{0} threads retrieve one session", most, n => $"setup create a; kexec; deserialize\n{Threads(n, 1, "retrieve a")}", 4);
        Table("{0} threads retrieve and close one", most, n => $"setup create a; kexec; deserialize\n{Threads(n, 1, "retrieve a; close a")}", 4);
        Table("{0} threads create and close their own", most, n => Threads(n, 1, "create {0}; close {0}"), 4);
    }

    /// <summary>Has the code compiled for good.</summary>
    private static void Warm()
    {
        using var explorer = new Check.Explore.Explorer(Sized(Threads(2, 5, "create {0}; close {0}")).On(Design.Hardened));
        explorer.Explore(new ExploreOptions { MaxExecutions = 60_000 });
    }

    private static Scenario Sized(string program) => ScenarioText.Parse($"scenario size\nsummary A size.\n{program}", "size");

    private static string Threads(int threads, int times, string operations) => string.Concat(Enumerable.Range(0, threads).Select(thread =>
        $"thread {string.Join("; ", Enumerable.Repeat(string.Format(CultureInfo.InvariantCulture, operations, (char)('a' + thread)), times))}\n"));

    private static void Table(string what, TimeSpan most, Func<int, string> program, int last = int.MaxValue)
    {
        for (int n = 1; n <= last; n++)
        {
            using var explorer = new Check.Explore.Explorer(Sized(program(n)).On(Design.Hardened));
            long allocated = GC.GetTotalAllocatedBytes();
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            long began = Stopwatch.GetTimestamp();
            ExploreReport report = explorer.Explore(new ExploreOptions
            {
                MaxExecutions = long.MaxValue,
                TimeIsUp = () => Stopwatch.GetElapsedTime(began) >= most,
            });
            double seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
            long executions = report.Executions + report.Redundant;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {string.Format(CultureInfo.InvariantCulture, what, n),-42} {executions,10:N0} {seconds,8:F2} {executions / seconds,9:N0} {(GC.GetTotalAllocatedBytes() - allocated) / executions,9:N0} B{(report.Exhausted ? "" : " not exhausted")}"));
            if (!report.Exhausted)
            {
                break;
            }
        }
    }
}
