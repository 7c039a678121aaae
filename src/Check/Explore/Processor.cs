using System.Runtime.InteropServices;

namespace LuoVerified.Check.Explore;

/// <summary>Keeps threads on one processor. Those that take turns gain nothing from having several, and to wake a thread on
/// another processor takes many times as long as to go on with it on the same. Nothing but the time depends on this, and
/// where the system has no such calls nothing happens.</summary>
internal static class Processor
{
    /// <summary>The size of a mask in the C library: 1,024 processors.</summary>
    private const int MaskBytes = 128;

    /// <summary>Chooses among the processors that the calling thread may use.</summary>
    /// <param name="distance">How many places behind the one that it is on, 0 and up, going round.</param>
    /// <returns>A processor; null where the system does not tell.</returns>
    public static int? Choose(int distance)
    {
        ulong[] mask = new ulong[MaskBytes / sizeof(ulong)];
        if (!OperatingSystem.IsLinux() || GetAffinity(0, MaskBytes, mask) < 0)
        {
            return null;
        }

        List<int> allowed = [.. Enumerable.Range(0, MaskBytes * 8).Where(i => (mask[i / 64] >> (i % 64) & 1) != 0)];
        int at = Math.Max(allowed.IndexOf(GetProcessor()), 0);
        return allowed.Count == 0 ? null : allowed[(at + distance) % allowed.Count];
    }

    /// <summary>Keeps the calling thread on a processor.</summary>
    /// <param name="processor">The processor; null for any.</param>
    public static void Keep(int? processor)
    {
        if (processor is { } one)
        {
            ulong[] mask = new ulong[MaskBytes / sizeof(ulong)];
            mask[one / 64] = 1UL << (one % 64);
            _ = SetAffinity(0, MaskBytes, mask);
        }
    }

    [DllImport("libc", EntryPoint = "sched_getcpu")]
    private static extern int GetProcessor();

    [DllImport("libc", EntryPoint = "sched_getaffinity")]
    private static extern int GetAffinity(int thread, nint size, [Out] ulong[] mask);

    [DllImport("libc", EntryPoint = "sched_setaffinity")]
    private static extern int SetAffinity(int thread, nint size, ulong[] mask);
}
