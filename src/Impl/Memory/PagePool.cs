using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.Memory;

/// <summary>Zeroed bytes for preserved memory, kept from one machine to the next. One thread at a time.</summary>
[Unwatched]
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
    /// <param name="touched">How many of them may be other than 0; the rest is.</param>
    internal void PutBack(byte[] bytes, int touched)
    {
        bytes.AsSpan(0, touched).Clear();
        if (!_free.TryGetValue(bytes.Length, out Stack<byte[]>? free))
        {
            _free.Add(bytes.Length, free = []);
        }

        free.Push(bytes);
    }
}
