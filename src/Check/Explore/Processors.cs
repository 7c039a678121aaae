using System.Runtime.InteropServices;

namespace LuoVerified.Check.Explore;

/// <summary>The processors that a thread may run on. Threads that take turns gain nothing from having several, and to wake a
/// thread on another processor takes many times as long as to go on with it on the same. Nothing but the time depends on
/// this, and if the system has no such calls nothing happens.</summary>
/// <remarks>A new thread of the runtime has those of the process, not those of the thread that makes it.</remarks>
internal readonly struct Processors
{
    /// <summary>The size of a mask in the C library: 1,024 processors.</summary>
    private const int MaskBytes = 128;

    /// <summary>Null if the system does not tell.</summary>
    private readonly ulong[]? _mask;

    private Processors(ulong[]? mask) => _mask = mask;

    /// <summary>Those of the calling thread.</summary>
    public static Processors Current
    {
        get
        {
            ulong[] mask = new ulong[MaskBytes / sizeof(ulong)];
            bool isKnown = OperatingSystem.IsLinux() && GetAffinity(0, MaskBytes, mask) == 0;
            return new Processors(isKnown ? mask : null);
        }
    }

    /// <summary>One of them for each of some threads: different ones as far as there are enough. All are chosen at one time, as the
    /// calling thread may be on another a moment later.</summary>
    /// <param name="threads">How many threads, 1 and up.</param>
    /// <returns>The first is the one that the calling thread is on, if it is one of them.</returns>
    public IReadOnlyList<Processors> Spread(int threads)
    {
        if (_mask is not { } mask)
        {
            return [.. Enumerable.Repeat(this, threads)];
        }

        List<int> all = [.. Enumerable.Range(0, MaskBytes * 8).Where(i => (mask[i / 64] >> (i % 64) & 1) != 0)];
        int first = Math.Max(all.IndexOf(GetProcessor()), 0);
        return
        [
            .. Enumerable.Range(first, threads).Select(i =>
            {
                int chosen = all[i % all.Count];
                ulong[] one = new ulong[mask.Length];
                one[chosen / 64] = 1UL << (chosen % 64);
                return new Processors(one);
            }),
        ];
    }

    /// <summary>From here on the calling thread runs on these.</summary>
    public void Use()
    {
        if (_mask is not null)
        {
            _ = SetAffinity(0, MaskBytes, _mask);
        }
    }

    [DllImport("libc", EntryPoint = "sched_getcpu")]
    private static extern int GetProcessor();

    [DllImport("libc", EntryPoint = "sched_getaffinity")]
    private static extern int GetAffinity(int thread, nint size, [Out] ulong[] mask);

    [DllImport("libc", EntryPoint = "sched_setaffinity")]
    private static extern int SetAffinity(int thread, nint size, ulong[] mask);
}
