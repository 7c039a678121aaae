using System.Numerics;
using System.Runtime.CompilerServices;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Model;

/// <summary>The specification as a model, without an object for any state: <see cref="SessionSpec"/> over
/// <see cref="PackedState{T}"/>.</summary>
/// <remarks>What is said here is only which operations are tried: those within the bounds, as docs/model.md reads
/// them.</remarks>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <param name="code">How states are packed.</param>
internal readonly struct SessionModel<T>(StateCode<T> code) : IModel<T>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private readonly ModelLayout _layout = code.Layout;

    /// <inheritdoc/>
    public T Initial => T.Zero;

    /// <inheritdoc/>
    public ulong Answers(T state) =>
        Goals.ReachedIn(new PackedState<T>(state, _layout), _layout.Bounds.Names, name => name);

    /// <inheritdoc/>
    public void Expand(T state, Successors<T> into)
    {
        var from = new PackedState<T>(state, _layout);
        int handle = from.LowestFreeHandle(_layout.Bounds.Handles);
        if (handle != 0)
        {
            Create(from, handle, into);
            Retrieve(from, handle, into);
        }

        Add(SessionSpec.Serialize(from, out PackedState<T> next), next, MoveKind.Serialize, 0, into);
        Close(from, SessionList.Outgoing, MoveKind.CloseOutgoing, into);
        Close(from, SessionList.Incoming, MoveKind.CloseIncoming, into);
        EndOfFrozen(from, into);
        Others(from, into);
    }

    private void Create(PackedState<T> from, int handle, Successors<T> into)
    {
        for (int name = 1; name <= _layout.Bounds.Names; name++)
        {
            Outcome? outcome = SessionSpec.Create(from, name, handle, SpecFault.None, out PackedState<T> next);
            Add(outcome, next, MoveKind.Create, name - 1, into);
        }
    }

    private void Retrieve(PackedState<T> from, int handle, Successors<T> into)
    {
        ulong names = from.Names(SessionList.Incoming);
        int count = _layout.Length(names);
        for (int place = 0; place < count; place++)
        {
            int name = _layout.NameAt(names, place);
            Outcome? outcome = SessionSpec.Retrieve(from, name, handle, SpecFault.None, out PackedState<T> next);
            Add(outcome, next, MoveKind.Retrieve, place, into);
        }
    }

    private static void Close(PackedState<T> from, SessionList list, MoveKind kind, Successors<T> into)
    {
        int count = from.Count(list);
        for (int place = 0; place < count; place++)
        {
            Outcome? outcome = SessionSpec.Close(from, from.OpenHandle(list, place), out PackedState<T> next);
            Add(outcome, next, kind, place, into);
        }
    }

    private void EndOfFrozen(PackedState<T> from, Successors<T> into)
    {
        Add(SessionSpec.Abort(from, out PackedState<T> thawed), thawed, MoveKind.Abort, 0, into);
        if (from.Frozen && from.Kernel + 1 < _layout.Bounds.Kernels)
        {
            Add(SessionSpec.Jump(from, SpecFault.None, out PackedState<T> next), next, MoveKind.Kexec, 0, into);
        }
    }

    private static void Others(PackedState<T> from, Successors<T> into)
    {
        // A further deserialize leaves the state and is not a transition.
        if (from.Deserialized is null)
        {
            Add(SessionSpec.Deserialize(from, SpecFault.None, out var shown), shown, MoveKind.Deserialize, 0, into);
        }

        Add(SessionSpec.Resume(from, PackedState<T>.Thread, out var free), free, MoveKind.Resume, 0, into);
        Add(SessionSpec.Quiesce(from, PackedState<T>.Thread, out var quiet), quiet, MoveKind.Quiesce, 0, into);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Outcome? outcome, PackedState<T> next, MoveKind kind, int place, Successors<T> into)
    {
        if (outcome is { Succeeded: true })
        {
            into.Add(next.Bits, kind, place);
        }
    }
}
