using Mono.Cecil;

namespace LuoVerified.Check.Designs;

/// <summary>What of the runtime blocks a thread, starts one, is shared by threads without a step, or answers
/// differently in each run.</summary>
internal static class Primitives
{
    /// <summary>What to use in the place of fields that threads share without a lock.</summary>
    public const string Sharing = "use a plain field: accesses that race are steps";

    /// <summary>What to use in the place of a method that is synchronized as a whole.</summary>
    public const string Locking = "use NewMutex or NewRwSemaphore of the platform";

    /// <summary>What to use of the runtime, if its locks are steps.</summary>
    public const string RuntimeLocks = "use lock, Monitor, SemaphoreSlim, ReaderWriterLockSlim, Volatile or Interlocked";

    /// <summary>What to do with static fields that are written.</summary>
    public const string Making = "make it a part of the system: what is static outlives a run";

    /// <summary>What to do without that answers differently in each run.</summary>
    public const string Repeating = "every run must be repeatable";
    private const string Threading = "the threads of the program are all that there are";

    /// <summary>Coyote puts a type of this namespace in the place of one of <c>System</c> where it rewrites.</summary>
    private const string Rewritten = "Microsoft.Coyote.Rewriting.Types.";

    private static readonly string[] Harmless = ["CancellationToken", "CancellationTokenRegistration", "Timeout"];

    private static readonly string[] Threads =
    [
        "Thread", "ThreadPool", "Timer", "PeriodicTimer", "ThreadLocal`1", "AsyncLocal`1", "CancellationTokenSource",
        "ExecutionContext", "SynchronizationContext", "Overlapped", "RegisteredWaitHandle",
    ];

    private static readonly string[] Changing =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Environment.get_TickCount",
        "System.Environment.get_TickCount64", "System.Guid.NewGuid", "System.Guid.CreateVersion7",
    ];

    /// <summary>The name of a type, nested ones after their outer ones, as it was before Coyote rewrote it.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Its full name, with the number of its type parameters.</returns>
    public static string NameOf(TypeReference type)
    {
        string name = type.GetElementType().FullName.Replace('/', '.');
        return name.StartsWith(Rewritten, StringComparison.Ordinal) ? $"System.{name[Rewritten.Length..]}" : name;
    }

    /// <summary>Whether the call of a method in woven code is a step, or makes what steps are about.</summary>
    /// <param name="method">One that must not be called elsewhere.</param>
    /// <returns>True if it is.</returns>
    public static bool IsStep(MethodReference method) => NameOf(method.DeclaringType) switch
    {
        "System.Threading.Interlocked" or "System.Threading.Volatile" => true,
        "System.Threading.Monitor" => method.Name is "Enter" or "Exit" or "IsEntered"
            || (method.Name is "Wait" or "Pulse" or "PulseAll" && method.Parameters.Count == 1),
        "System.Threading.Lock" => method.Name is ".ctor" or "Enter" or "Exit" or "EnterScope",
        "System.Threading.Lock.Scope" => method.Name == "Dispose",
        "System.Threading.ReaderWriterLockSlim" => method.Name is "Dispose" or "EnterReadLock" or "ExitReadLock"
            or "EnterWriteLock" or "ExitWriteLock" || method is { Name: ".ctor", HasParameters: false },
        "System.Threading.SemaphoreSlim" => method.Name is "Dispose" or "Release" or "get_CurrentCount"
            || (method.Name == "Wait" && method.Parameters.Count == 0)
            || (method.Name == ".ctor" && method.Parameters.Count == 1),
        _ => false,
    };

    /// <summary>What to do instead of calling a method, if those of <see cref="IsStep"/> may be called.</summary>
    /// <param name="method">One that must not be called.</param>
    /// <param name="instead">What to do instead elsewhere.</param>
    /// <returns>The advice.</returns>
    public static string AdviceOnSteps(MethodReference method, string instead) =>
        IsStep(method) ? "import build/Library.props in its project (docs/library.md)"
        : instead is Locking or Sharing ? RuntimeLocks
        : instead;

    /// <summary>What to do instead of calling a method.</summary>
    /// <param name="method">The method.</param>
    /// <returns>Null if it may be called.</returns>
    public static string? InsteadOf(MethodReference method)
    {
        if (method is { Name: ".ctor", Parameters: [_, { ParameterType.MetadataType: MetadataType.IntPtr }] })
        {
            // A delegate.
            return null;
        }

        TypeReference outer = method.DeclaringType.GetElementType();
        while (outer.DeclaringType is { } next)
        {
            outer = next;
        }

        string full = NameOf(outer);
        int dot = full.LastIndexOf('.');
        string name = full[(dot + 1)..];
        return (dot < 0 ? "" : full[..dot]) switch
        {
            "System.Threading" => InsteadOfThreading(name),
            "System.Threading.Tasks" or "System.Threading.Tasks.Sources" or "System.Timers" => Threading,
            "System.Threading.Channels" or "System.Collections.Concurrent" => Locking,
            "System" when name is "Lazy`1" or "Lazy`2" => Locking,
            "System" when name is "Random" or "TimeProvider" => Repeating,
            "System" when Changing.Contains($"{full}.{method.Name}") => Repeating,
            "System.Diagnostics" when name == "Stopwatch" => Repeating,
            "System.Security.Cryptography" when name == "RandomNumberGenerator" => Repeating,
            "System.Linq" when name == "ParallelEnumerable" => Threading,
            "System.ComponentModel" when name == "BackgroundWorker" => Threading,
            "System.Collections.Immutable" when name == "ImmutableInterlocked" => Sharing,
            "System.Runtime.CompilerServices" when IsOfAwait(name) => Threading,
            _ => null,
        };
    }

    private static string? InsteadOfThreading(string name) =>
        Harmless.Contains(name) || name.EndsWith("Exception", StringComparison.Ordinal) ? null
        : name is "Interlocked" or "Volatile" ? Sharing
        : Threads.Contains(name) ? Threading
        : Locking;

    private static bool IsOfAwait(string name) =>
        name.StartsWith("Async", StringComparison.Ordinal)
        || name.Contains("Awaiter", StringComparison.Ordinal)
        || name.Contains("Awaitable", StringComparison.Ordinal);
}
