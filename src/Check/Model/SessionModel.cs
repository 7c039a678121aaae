using System.Numerics;
using System.Runtime.CompilerServices;

namespace LuoVerified.Check.Model;

/// <summary>The specification over packed states, without an object for any of them.</summary>
/// <remarks>This repeats what <see cref="Spec.SessionSpec"/> says, for speed; <see cref="JudgedModel{T}"/> compares the
/// two transition by transition.</remarks>
/// <typeparam name="T">What a state is packed into.</typeparam>
internal readonly struct SessionModel<T> : IModel<T>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private readonly SpecificationModel<T> _specification;
    private readonly T _outgoing;
    private readonly T _incoming;
    private readonly T _imageField;
    private readonly T _nextKernel;
    private readonly T _frozen;
    private readonly T _quiesced;
    private readonly T _deserialized;
    private readonly ulong _list;
    private readonly ulong _handles;
    private readonly ulong _length;
    private readonly ulong _name;
    private readonly ulong _handle;
    private readonly ulong _marks;
    private readonly int _lengthBits;
    private readonly int _nameBits;
    private readonly int _handleBits;
    private readonly int _handlesAt;
    private readonly int _deferredAt;
    private readonly int _incomingAt;
    private readonly int _incomingHandlesAt;
    private readonly int _handedOverAt;
    private readonly int _imageAt;
    private readonly int _kernelAt;
    private readonly int _lastKernel;
    private readonly int _names;
    private readonly int _mostHandles;
    private readonly int _capacity;

    /// <summary>Makes the model.</summary>
    /// <param name="code">How states are packed.</param>
    public SessionModel(StateCode<T> code)
    {
        ModelLayout layout = code.Layout;
        _specification = new SpecificationModel<T>(code);
        _outgoing = StateCode<T>.Mask(0, layout.Incoming);
        _incoming = StateCode<T>.Mask(layout.Incoming, layout.HandedOver - layout.Incoming);
        _imageField = StateCode<T>.Mask(layout.Image, layout.ListBits);
        _nextKernel = StateCode<T>.Mask(layout.Image, layout.ListBits) | StateCode<T>.Mask(layout.Kernel, layout.KernelBits);
        _frozen = T.One << layout.Frozen;
        _quiesced = T.One << layout.Quiesced;
        _deserialized = T.One << layout.Deserialized;
        _list = ModelLayout.Ones(layout.ListBits);
        _handles = ModelLayout.Ones(layout.HandlesBits);
        _length = ModelLayout.Ones(layout.LengthBits);
        _name = ModelLayout.Ones(layout.NameBits);
        _handle = ModelLayout.Ones(layout.HandleBits);
        _marks = ModelLayout.Ones(layout.Places);
        _lengthBits = layout.LengthBits;
        _nameBits = layout.NameBits;
        _handleBits = layout.HandleBits;
        _handlesAt = layout.OutgoingHandles;
        _deferredAt = layout.Marked;
        _incomingAt = layout.Incoming;
        _incomingHandlesAt = layout.IncomingHandles;
        _handedOverAt = layout.HandedOver;
        _imageAt = layout.Image;
        _kernelAt = layout.Kernel;
        _lastKernel = layout.Bounds.Kernels - 1;
        _names = layout.Bounds.Names;
        _mostHandles = layout.Bounds.Handles;
        _capacity = layout.Bounds.EffectiveCapacity;
    }

    /// <inheritdoc/>
    public T Initial => T.Zero;

    /// <inheritdoc/>
    public ulong Answers(T state) => _specification.Answers(state);

    /// <inheritdoc/>
    public void Expand(T state, Successors<T> into)
    {
        unchecked
        {
            ulong outgoing = ulong.CreateTruncating(state) & _list;
            ulong outgoingHandles = ulong.CreateTruncating(state >> _handlesAt) & _handles;
            ulong incoming = ulong.CreateTruncating(state >> _incomingAt) & _list;
            ulong incomingHandles = ulong.CreateTruncating(state >> _incomingHandlesAt) & _handles;
            int outgoingLength = (int)(outgoing & _length);
            int incomingLength = (int)(incoming & _length);
            bool frozen = (state & _frozen) != T.Zero;
            bool quiesced = (state & _quiesced) != T.Zero;

            if (!frozen && !quiesced)
            {
                uint used = Used(outgoingHandles) | Used(incomingHandles) | 1;
                if (BitOperations.PopCount(used) <= _mostHandles)
                {
                    ulong handle = (ulong)BitOperations.TrailingZeroCount(~used);
                    Create(state, outgoing, outgoingLength, handle, into);
                    Retrieve(state, incomingHandles, incomingLength, handle, into);
                }

                into.Add((state & ~_imageField) | (T.CreateTruncating(outgoing) << _imageAt) | _frozen, MoveKind.Serialize);
            }

            CloseOutgoing(state, outgoing, outgoingHandles, outgoingLength, frozen, into);
            CloseIncoming(state, incoming, incomingHandles, incomingLength, into);
            if (frozen)
            {
                EndOfFrozen(state, outgoing, outgoingHandles, outgoingLength, into);
            }

            bool deserialized = (state & _deserialized) != T.Zero;
            ulong handedOver = ulong.CreateTruncating(state >> _handedOverAt) & _list;
            if (!deserialized)
            {
                into.Add(
                    (state & ~_incoming) | (T.CreateTruncating(handedOver) << _incomingAt) | _deserialized,
                    MoveKind.Deserialize);
            }

            if (quiesced)
            {
                into.Add(state & ~_quiesced, MoveKind.Resume);
            }
            else if (outgoing == 0 && incoming == 0 && (deserialized || handedOver == 0))
            {
                into.Add(state | _quiesced, MoveKind.Quiesce);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Create(T state, ulong outgoing, int length, ulong handle, Successors<T> into)
    {
        unchecked
        {
            if (length >= _capacity)
            {
                return;
            }

            uint taken = 0;
            for (ulong rest = outgoing >> _lengthBits; rest != 0; rest >>= _nameBits)
            {
                taken |= 1u << (int)(rest & _name);
            }

            // Bits of different fields: to add is to set. The length has room, for no list is longer than its places.
            T longer = state + T.One + (T.CreateTruncating(handle) << (_handlesAt + (length * _handleBits)));
            int at = _lengthBits + (length * _nameBits);
            for (int name = 1; name <= _names; name++)
            {
                if ((taken >> name & 1) == 0)
                {
                    into.Add(longer | (T.CreateTruncating((uint)name) << at), MoveKind.Create, name - 1);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Retrieve(T state, ulong handles, int length, ulong handle, Successors<T> into)
    {
        unchecked
        {
            for (int place = 0; place < length; place++)
            {
                int at = place * _handleBits;
                if ((handles >> at & _handle) == 0)
                {
                    into.Add(state | (T.CreateTruncating(handle) << (_incomingHandlesAt + at)), MoveKind.Retrieve, place);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CloseOutgoing(T state, ulong names, ulong handles, int length, bool frozen, Successors<T> into)
    {
        unchecked
        {
            if (frozen)
            {
                for (int place = 0; place < length; place++)
                {
                    T mark = T.One << (_deferredAt + place);
                    if ((state & mark) == T.Zero)
                    {
                        into.Add(state | mark, MoveKind.CloseOutgoing, place);
                    }
                }

                return;
            }

            T rest = state & ~_outgoing;
            for (int place = 0; place < length; place++)
            {
                ulong left = WithoutName(names, place) | (WithoutHandle(handles, place) << _handlesAt);
                into.Add(rest | T.CreateTruncating(left), MoveKind.CloseOutgoing, place);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CloseIncoming(T state, ulong names, ulong handles, int length, Successors<T> into)
    {
        unchecked
        {
            T rest = state & ~_incoming;
            for (int place = 0; place < length; place++)
            {
                if ((handles >> (place * _handleBits) & _handle) != 0)
                {
                    ulong left = WithoutName(names, place) | (WithoutHandle(handles, place) << (_incomingHandlesAt - _incomingAt));
                    into.Add(rest | (T.CreateTruncating(left) << _incomingAt), MoveKind.CloseIncoming, place);
                }
            }
        }
    }

    private void EndOfFrozen(T state, ulong names, ulong handles, int length, Successors<T> into)
    {
        unchecked
        {
            ulong deferred = ulong.CreateTruncating(state >> _deferredAt) & _marks;
            T thawed = state & ~_frozen;
            if (deferred != 0)
            {
                for (int place = length - 1; place >= 0; place--)
                {
                    if ((deferred >> place & 1) != 0)
                    {
                        names = WithoutName(names, place);
                        handles = WithoutHandle(handles, place);
                    }
                }

                thawed = (thawed & ~_outgoing) | T.CreateTruncating(names | (handles << _handlesAt));
            }

            into.Add(thawed, MoveKind.Abort);
            if (_lastKernel > 0 && int.CreateTruncating(state >> _kernelAt) < _lastKernel)
            {
                T image = (state & _imageField) >> (_imageAt - _handedOverAt);
                into.Add(((state & _nextKernel) | image) + (T.One << _kernelAt), MoveKind.Kexec);
            }
        }
    }

    /// <summary>A bit for each handle in a list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Used(ulong handles)
    {
        unchecked
        {
            uint used = 0;
            for (; handles != 0; handles >>= _handleBits)
            {
                used |= 1u << (int)(handles & _handle);
            }

            return used;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong WithoutName(ulong names, int place) =>
        unchecked(ModelLayout.Without(names, _lengthBits + (place * _nameBits), _nameBits) - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong WithoutHandle(ulong handles, int place) =>
        ModelLayout.Without(handles, unchecked(place * _handleBits), _handleBits);
}
