namespace LuoVerified.Impl.Memory;

/// <summary>Zeroed bytes for preserved memory, kept from one machine to the next. One thread at a time.</summary>
public sealed class PagePool
{
    private readonly Dictionary<int, Stack<byte[]>> _free = [];

    /// <summary>Takes bytes out of the pool, or makes them.</summary>
    /// <param name="size">How many.</param>
    /// <returns>As many, all 0.</returns>
    internal byte[] Take(int size) =>
        _free.TryGetValue(size, out Stack<byte[]>? free) && free.TryPop(out byte[]? bytes) ? bytes : new byte[size];

    /// <summary>Puts bytes back.</summary>
    /// <param name="bytes">Whatever they hold; nobody may touch them any more.</param>
    internal void PutBack(byte[] bytes)
    {
        // Most are zero, and to look is cheaper than to write.
        bytes.AsSpan(0, bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 1).Clear();
        if (!_free.TryGetValue(bytes.Length, out Stack<byte[]>? free))
        {
            _free.Add(bytes.Length, free = []);
        }

        free.Push(bytes);
    }
}
