using System.Diagnostics;
using System.Globalization;
using System.Threading;

namespace LuoVerified.FuzzAbi;

/// <summary>Fuzzes every reader of <c>src/Abi</c>, guided by what SharpFuzz sees of it. Run by <c>bench/FuzzAbi/run.sh</c>,
/// which instruments the assembly.</summary>
internal static class Program
{
    private const int Hang = 10_000;

    private static long _current;
    private static byte[] _input = [];

    /// <summary>Arguments: how many inputs, the most seconds, a seed, a folder of seeds, a file for the input that fails.</summary>
    private static int Main(string[] args)
    {
        long inputs = long.Parse(args[0], CultureInfo.InvariantCulture);
        var limit = TimeSpan.FromSeconds(int.Parse(args[1], CultureInfo.InvariantCulture));
        var random = new Random(int.Parse(args[2], CultureInfo.InvariantCulture));
        var coverage = new Coverage();
        var mutator = new Mutator(random);
        List<byte[]> corpus = [.. Seeds.All(args[3])];
        var clock = Stopwatch.StartNew();
        using var watchdog = new Timer(state => Watch(args[4], (long[])state!), new long[1], Hang, Hang);
        int seeds = corpus.Count;
        foreach (byte[] seed in corpus.ToArray())
            TryOne(coverage, seed, args[4]);
        int edgesOfSeeds = coverage.Edges;
        if (edgesOfSeeds < 100)
        {
            Console.Error.WriteLine("the readers are not instrumented: use bench/FuzzAbi/run.sh");
            return 3;
        }

        long done = 0;
        for (; done < inputs && clock.Elapsed < limit; done++)
        {
            byte[] input = mutator.Of(corpus[random.Next(corpus.Count)], corpus[random.Next(corpus.Count)]);
            if (TryOne(coverage, input, args[4]) is not { } isNew)
                return 1;
            if (isNew)
                corpus.Add(input);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{done} inputs in {clock.Elapsed.TotalSeconds:F0} s, {done / clock.Elapsed.TotalSeconds:F0} a second; "
            + $"corpus {seeds} -> {corpus.Count}; edges {edgesOfSeeds} -> {coverage.Edges}; nothing found"));
        return done < inputs ? 4 : 0;
    }

    private static bool? TryOne(Coverage coverage, byte[] input, string failing)
    {
        _input = input;
        Interlocked.Increment(ref _current);
        coverage.Begin();
        try
        {
            Readers.ReadAll(input);
        }
        catch (Exception problem)
        {
            Report(failing, problem.ToString());
            return null;
        }

        return coverage.IsNew();
    }

    private static void Watch(string failing, long[] last)
    {
        long current = Interlocked.Read(ref _current);
        if (last[0] == current)
        {
            Report(failing, $"no end within {Hang / 1000} s");
            Environment.Exit(1);
        }

        last[0] = current;
    }

    private static void Report(string failing, string problem)
    {
        File.WriteAllBytes(failing, _input);
        Console.Error.WriteLine($"input of {_input.Length} bytes, written to {failing}: {problem}");
    }
}
