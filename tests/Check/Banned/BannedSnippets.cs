namespace LuoVerified.Check.Tests.Banned;

/// <summary>Things that checked code must not use: each a member that stands on a line of its own.</summary>
internal static class BannedSnippets
{
    private static readonly string[] Lines =
    [
        "static void P(object o) { lock (o) { } }",
        "static void P(System.Threading.Lock l) { lock (l) { } }",
        "static void P() { using (new System.Threading.Lock().EnterScope()) { } }",
        "static volatile bool _p; static bool P => _p;",
        "[MethodImpl(MethodImplOptions.Synchronized)] static void P() { }",
        "[MethodImpl((short)40)] static void P() { }",
        "static async void P() { }",
        "static void P() { Do(); static async void Do() { } }",
        "static void P() { Do(async () => { }); static void Do(Action a) => a(); }",
        "static void P(object o) => System.Threading.Monitor.Enter(o);",
        "static void P(object o) => Aliased.Enter(o);",
        "static void P(object o) => TryEnter(o);",
        "static object P() => new System.Threading.Mutex();",
        "static object P() => new System.Threading.Semaphore(1, 1);",
        "static object P() => new System.Threading.SemaphoreSlim(1);",
        "static object P() => new System.Threading.ReaderWriterLock();",
        "static object P() => new System.Threading.ReaderWriterLockSlim();",
        "static object P() => new System.Threading.ManualResetEvent(false);",
        "static object P() => new System.Threading.ManualResetEventSlim();",
        "static object P() => new System.Threading.AutoResetEvent(false);",
        "static object P() => new System.Threading.EventWaitHandle(false, default);",
        "static void P(System.Threading.WaitHandle w) => w.WaitOne();",
        "static object P() => new System.Threading.Barrier(2);",
        "static object P() => new System.Threading.CountdownEvent(1);",
        "static void P() => new System.Threading.SpinWait().SpinOnce();",
        "static void P() { var l = new System.Threading.SpinLock(); bool t = false; l.Enter(ref t); }",
        "static int P(ref int i) => System.Threading.Interlocked.Increment(ref i);",
        "static int P(ref int i) => System.Threading.Volatile.Read(ref i);",
        "static object P() => new System.Threading.ThreadLocal<int>();",
        "static object P() => new System.Threading.AsyncLocal<int>();",
        "[ThreadStatic] static int _p; static int P => _p;",
        "static object P() => new Lazy<int>(() => 1);",
        "static object P(ref object? o) => System.Threading.LazyInitializer.EnsureInitialized(ref o);",
        "static void P() => System.Threading.Thread.Sleep(1);",
        "static void P() => new System.Threading.Thread(() => { }).Start();",
        "static void P() => System.Threading.ThreadPool.QueueUserWorkItem(_ => { });",
        "static object P() => new System.Threading.Timer(_ => { });",
        "static object P() => new System.Threading.PeriodicTimer(TimeSpan.FromSeconds(1));",
        "static object P() => new System.Timers.Timer();",
        "static object P() => System.Threading.Tasks.Task.CompletedTask;",
        "static object P() => System.Threading.Tasks.Task.FromResult(1);",
        "static object P() => System.Threading.Tasks.ValueTask.FromResult(1);",
        "static void P() => System.Threading.Tasks.Parallel.For(0, 1, _ => { });",
        "static object P() => System.Threading.Channels.Channel.CreateUnbounded<int>();",
        "static object P() => new System.Collections.Concurrent.ConcurrentDictionary<int, int>();",
        "static object P() => new System.Collections.Concurrent.BlockingCollection<int>();",
    ];

    private const string Head =
        "using System.Runtime.CompilerServices;\nusing Aliased = System.Threading.Monitor;\n"
        + "using static System.Threading.Monitor;\n";

    /// <summary>How many things there are.</summary>
    public static int Count => Lines.Length;

    /// <summary>The first line of <see cref="Source"/> that holds one.</summary>
    public static int First => Head.Count(each => each == '\n') + 1;

    /// <summary>A file with all of them.</summary>
    public static string Source { get; } =
        Head + string.Concat(Lines.Select((line, i) => $"internal static class P{i} {{ {line} }}\n"));

    /// <summary>A file that does what checked code may.</summary>
    public static string Clean =>
        """
        using System.Runtime.CompilerServices;
        internal static class Clean
        {
            // lock (this) in a comment, and in a string, is neither.
            public static string Text => "lock (this)";

            private static readonly Dictionary<int, int> Known = [];

            [MethodImpl(MethodImplOptions.NoInlining)]
            public static int Locked(int volatility) => Known.GetValueOrDefault(volatility);

            public static IEnumerable<int> Numbers()
            {
                yield return 1;
            }
        }

        """;

    /// <summary>What a line of <see cref="Source"/> holds.</summary>
    /// <param name="line">Its number, from 1.</param>
    /// <returns>The member.</returns>
    public static string At(int line) => Lines[line - First];
}
