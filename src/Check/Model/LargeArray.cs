using System.Runtime.InteropServices;

namespace LuoVerified.Check.Model;

/// <summary>Makes the arrays that are read at random, and asks the system for large pages for them if it has such
/// a thing: most of the time of a look-up is otherwise spent on finding the page.</summary>
internal static class LargeArray
{
    private const int MadviseHugePage = 14;
    private const nint PageSize = 2 << 20;

    /// <summary>Makes an array of zeroes.</summary>
    public static T[] Make<T>(int length)
        where T : struct
    {
        T[] array = GC.AllocateArray<T>(length, pinned: true);
        if (OperatingSystem.IsLinux())
        {
            nint start = (Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) + PageSize - 1) / PageSize * PageSize;
            nint end = Marshal.UnsafeAddrOfPinnedArrayElement(array, length - 1) / PageSize * PageSize;
            if (start < end)
            {
                // Advice: whether it was taken changes nothing but the time.
                _ = Advise(start, end - start, MadviseHugePage);
            }
        }

        return array;
    }

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(nint address, nint length, int advice);
}
