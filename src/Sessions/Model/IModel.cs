using System.Numerics;

namespace LuoVerified.Sessions.Model;

/// <summary>A specification as a transition system over packed states.</summary>
/// <typeparam name="T">What a state is packed into.</typeparam>
internal interface IModel<T>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    /// <summary>The only state that nothing leads to.</summary>
    T Initial { get; }

    /// <summary>Adds every transition out of a state. Pure, and safe to call from several threads.</summary>
    void Expand(T state, Successors<T> into);

    /// <summary>Which answers that leave the state as it is can be had in a state: bits of
    /// <see cref="Goals"/>.</summary>
    ulong Answers(T state);
}
