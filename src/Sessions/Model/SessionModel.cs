using System.Numerics;
using System.Runtime.CompilerServices;
using LuoVerified.Check.Model;
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
    private readonly Kind[] _kinds =
    [
        .. Transition.All.Select((transition, number) =>
            transition.Operation.Accept(new Maker(transition, number, code.Layout.Bounds))),
    ];

    /// <inheritdoc/>
    public T Initial => T.Zero;

    /// <inheritdoc/>
    public int MaxSuccessors => Transition.MostPerState;

    /// <inheritdoc/>
    public ulong Answers(T state) =>
        Goals.ReachedIn(new PackedState<T>(state, _layout), _layout.Bounds, name => name);

    /// <inheritdoc/>
    public void Expand(T state, Successors<T> into)
    {
        var from = new PackedState<T>(state, _layout);
        int free = from.LowestFreeHandle(_layout.Bounds.Handles);
        foreach (Kind kind in _kinds)
        {
            kind.Expand(from, free, into);
        }
    }

    /// <summary>Makes kinds of transitions.</summary>
    private sealed class Maker(Transition transition, int number, ModelBounds bounds) : IMeaningVisitor<Kind>
    {
        public Kind Visit<TMeaning>()
            where TMeaning : struct, IMeaning => new Kind<TMeaning>(transition, number, bounds);
    }

    /// <summary>A kind of transition.</summary>
    private abstract class Kind
    {
        /// <summary>Adds the transitions of this kind out of a state.</summary>
        /// <param name="from">The state.</param>
        /// <param name="free">The lowest handle that is free; 0 if none is.</param>
        /// <param name="into">Where they are added.</param>
        public abstract void Expand(PackedState<T> from, int free, Successors<T> into);
    }

    private sealed class Kind<TMeaning>(Transition transition, int number, ModelBounds bounds) : Kind
        where TMeaning : struct, IMeaning
    {
        private readonly OperationArgument _argument = transition.Operation.Argument;
        private readonly SessionList _list = transition.List ?? default;
        private readonly int[] _numbers = [.. transition.Numbers(bounds)];
        private readonly bool _isJump = transition.Operation is Jump;

        public override void Expand(PackedState<T> from, int free, Successors<T> into)
        {
            if (_argument == OperationArgument.Name)
            {
                int names = free == 0 ? 0 : bounds.Names;
                for (int name = 1; name <= names; name++)
                {
                    Try(from, name, free, name, into);
                }
            }
            else if (_argument == OperationArgument.Handle)
            {
                int count = from.Count(_list);
                for (int place = 0; place < count; place++)
                {
                    Try(from, 0, from.OpenHandle(_list, place), place, into);
                }
            }
            else if (_argument == OperationArgument.Session)
            {
                int count = _numbers.Length == 0 ? 0 : from.Count(_list);
                for (int place = 0; place < count; place++)
                {
                    foreach (int number in _numbers)
                    {
                        Try(from, 0, from.OpenHandle(_list, place), Transition.ArgumentOf(place, number), into, (ulong)number);
                    }
                }
            }
            else if (!_isJump || (from.Frozen && from.Kernel + 1 < bounds.Kernels))
            {
                Try(from, 0, 0, 0, into);
            }
        }

        /// <summary>An operation that succeeds and leaves the state as it is is no transition.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Try(PackedState<T> from, int name, int handle, int argument, Successors<T> into, ulong asked = 0)
        {
            var with = new Arguments<int>(name, handle, PackedState<T>.Thread, SpecFault.None, asked);
            if (TMeaning.Apply(from, with, out PackedState<T> next) is { Succeeded: true } && next.Bits != from.Bits)
            {
                into.Add(next.Bits, number, argument);
            }
        }
    }
}
