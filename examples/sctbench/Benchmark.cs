namespace SctBench;

/// <summary>A program of SCTBench (Thomson, Donaldson and Betts: Concurrency testing using controlled schedulers, TOPC 2016),
/// written anew: what it does, not how. Names are those of the suite. What was main is the constructor and the list of threads.</summary>
/// <param name="Name">Its name in the suite, without the ending.</param>
/// <param name="Rule">The rule that its bug breaks.</param>
/// <param name="Subject">The program.</param>
public sealed record Benchmark(string Name, string Rule, Subject Subject)
{
    /// <summary>All of them, by name. Left out of the suite's programs with locks and atomics are those with more than four
    /// threads.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        Of<Account>("account", Checks.Oops, (it, thread) => it.Run(thread), ["deposit", "withdraw", "check"]),
        Of<BluetoothDriver>("bluetooth_driver", Checks.Oops, (it, thread) => it.Run(thread), ["add", "stop"]),
        Of<Carter>("carter01", Checks.Deadlock, (it, thread) => it.Run(thread), ["A", "B"]),
        Of<CircularBuffer>("circular_buffer", Checks.Oops, (it, thread) => it.Run(thread), ["send", "receive"]),
        Of<Deadlock>("deadlock01", Checks.Deadlock, (it, thread) => it.Run(thread), ["a-b", "b-a"]),
        Dining(2),
        Dining(3),
        Dining(4),
        Of<Lazy>("lazy01", Checks.Oops, (it, thread) => it.Run(thread), ["one", "two", "check"]),
        Of<Phase>("phase01", Checks.LockLeftHeld, (it, _) => it.Run(), ["first", "second"]),
        Of<Queue>("queue", Checks.Oops, (it, thread) => it.Run(thread), ["enqueue", "dequeue"]),
        Of<Reorder>("reorder_3", Checks.Oops, (it, thread) => it.Run(thread), ["set", "set", "check"]),
        Of<Reorder>("reorder_4", Checks.Oops, (it, thread) => it.Run(thread), ["set", "set", "set", "check"]),
        Of<Stack>("stack", Checks.Oops, (it, thread) => it.Run(thread), ["push", "pop"]),
        Sync("sync01", full: 1, times: 1, takes: false),
        Sync("sync02", full: 2, times: 2, takes: true),
        Of<TokenRing>("token_ring", Checks.Oops, (it, thread) => it.Run(thread), ["one", "two", "three", "check"]),
        Of<TwoStage>("twostage", Checks.Oops, (it, thread) => it.Run(thread), ["stages", "check"]),
        Of<WrongLock>("wronglock_3", Checks.Oops, (it, thread) => it.Run(thread), ["right", "wrong", "wrong", "wrong"]),
    ];

    private static Benchmark Dining(int philosophers) => Of(
        $"din_phil{philosophers}_sat",
        Checks.Deadlock,
        () => new Philosophers(philosophers),
        (table, thread) => table.Dine(int.Parse(thread)),
        [.. Enumerable.Range(0, philosophers).Select(id => $"{id}")]);

    private static Benchmark Sync(string name, int full, int times, bool takes) => Of(
        name, Checks.Deadlock, () => new ProducerConsumer(full, times, takes), (it, thread) => it.Run(thread), ["produce", "consume"]);

    private static Benchmark Of<T>(string name, string rule, Action<T, string> run, string[] threads)
        where T : new() => Of(name, rule, () => new T(), run, threads);

    private static Benchmark Of<T>(string name, string rule, Func<T> make, Action<T, string> run, string[] threads) => new(
        name,
        rule,
        Protocol.Of(name, _ => make(), (T it, string thread) => Done(() => run(it, thread)))
            .Program([.. threads.Select(thread => new[] { thread })]));

    private static string Done(Action run)
    {
        run();
        return "done";
    }
}
