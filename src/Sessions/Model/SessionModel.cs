using System.Numerics;
using System.Runtime.CompilerServices;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Model;

/// <summary>The specification as a model, without an object for any state: the meaning of each operation over
/// <see cref="PackedState{T}"/>.</summary>
/// <remarks>What is said here is only which arguments are tried: those within the bounds, as docs/model.md reads
/// them.</remarks>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <param name="code">How states are packed.</param>
internal sealed class SessionModel<T>(StateCode<T> code) : IModel<T>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private readonly ModelLayout _layout = code.Layout;
    private readonly Tried[] _tried = [.. Transition.All.Select((transition, kind) => new Tried(transition, kind))];

    private delegate Outcome? Meaning(PackedState<T> state, in Arguments<int> with, out PackedState<T> next);

    /// <inheritdoc/>
    public T Initial => T.Zero;

    /// <inheritdoc/>
    public ulong Answers(T state) =>
        Goals.ReachedIn(new PackedState<T>(state, _layout), _layout.Bounds.Names, name => name);

    /// <inheritdoc/>
    public void Expand(T state, Successors<T> into)
    {
        var from = new PackedState<T>(state, _layout);
        int free = from.LowestFreeHandle(_layout.Bounds.Handles);
        foreach (Tried tried in _tried)
        {
            if (tried.IsJump && !(from.Frozen && from.Kernel + 1 < _layout.Bounds.Kernels))
            {
                continue;
            }

            switch (tried.Argument)
            {
                case OperationArgument.Name:
                    for (int name = free == 0 ? int.MaxValue : 1; name <= _layout.Bounds.Names; name++)
                    {
                        Try(tried, from, new(name, free, PackedState<T>.Thread, SpecFault.None), name, into);
                    }

                    break;
                case OperationArgument.Handle:
                    int count = from.Count(tried.List);
                    for (int place = 0; place < count; place++)
                    {
                        int handle = from.OpenHandle(tried.List, place);
                        Try(tried, from, new(0, handle, PackedState<T>.Thread, SpecFault.None), place, into);
                    }

                    break;
                default:
                    Try(tried, from, new(0, 0, PackedState<T>.Thread, SpecFault.None), 0, into);
                    break;
            }
        }
    }

    /// <summary>An operation that succeeds and leaves the state as it is is no transition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Try(Tried tried, PackedState<T> from, in Arguments<int> with, int argument, Successors<T> into)
    {
        if (tried.Apply(from, with, out PackedState<T> next) is { Succeeded: true } && next.Bits != from.Bits)
        {
            into.Add(next.Bits, tried.Kind, argument);
        }
    }

    /// <summary>A kind of transition, with what is asked of it for each state.</summary>
    private sealed class Tried(Transition transition, int kind)
    {
        public readonly Meaning Apply = transition.Operation.Apply<PackedState<T>, int>;
        public readonly OperationArgument Argument = transition.Operation.Argument;
        public readonly SessionList List = transition.List ?? default;
        public readonly bool IsJump = transition.Operation is Jump;
        public readonly int Kind = kind;
    }
}
