using System.Numerics;
using System.Runtime.CompilerServices;

namespace LuoVerified.Check.Model;

/// <summary>The transitions out of one or several states, in the order in which they were added.</summary>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <param name="room">The most that it takes.</param>
internal sealed class Successors<T>(int room)
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private readonly T[] _states = new T[room];
    private readonly ushort[] _moves = new ushort[room];

    /// <summary>How many were added.</summary>
    public int Count { get; private set; }

    /// <summary>The states reached, in order; they may be replaced.</summary>
    public Span<T> States => _states.AsSpan(0, Count);

    /// <summary>By which transition a state is reached.</summary>
    public Move MoveTo(int index) => new(KindOf(index), _moves[index] >> 8);

    /// <summary>The kind of transition by which a state is reached.</summary>
    public int KindOf(int index) => _moves[index] & 0xff;

    /// <summary>Adds one.</summary>
    /// <param name="state">The state reached.</param>
    /// <param name="kind">By which transition: see <see cref="Move.Kind"/>.</param>
    /// <param name="argument">Of what.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T state, int kind, int argument = 0)
    {
        unchecked
        {
            int at = Count;
            _states[at] = state;
            _moves[at] = (ushort)(kind | (argument << 8));
            Count = at + 1;
        }
    }

    /// <summary>Forgets all from an index on.</summary>
    public void Truncate(int count) => Count = count;
}
