using System.Numerics;
using System.Runtime.CompilerServices;

namespace LuoVerified.Check.Model;

/// <summary>Hashes states that are packed into a number.</summary>
internal static class StateHash
{
    /// <summary>A number of 64 bits in which every bit of the state takes part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of<T>(T state)
        where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        unchecked
        {
            ulong mixed = ulong.CreateTruncating(state);
            if (Unsafe.SizeOf<T>() > sizeof(ulong))
            {
                mixed ^= BitOperations.RotateLeft(ulong.CreateTruncating(state >> 64) * 0xD6E8FEB86659FD93, 32);
            }

            mixed *= 0x9E3779B97F4A7C15;
            mixed ^= mixed >> 32;
            return mixed * 0xD6E8FEB86659FD93;
        }
    }
}
