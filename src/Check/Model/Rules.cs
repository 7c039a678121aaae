using System.Numerics;
using System.Runtime.CompilerServices;
using LuoVerified.Abi;
using LuoVerified.Spec;

namespace LuoVerified.Check.Model;

/// <summary>The invariants of the specification on packed states and transitions.</summary>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <param name="code">How states are packed.</param>
internal sealed class Rules<T>(StateCode<T> code)
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private readonly ModelLayout _layout = code.Layout;
    private readonly int _capacity = code.Layout.Bounds.EffectiveCapacity;
    private readonly ulong _handles = ModelLayout.Ones(code.Layout.HandlesBits);
    private readonly ulong _list = ModelLayout.Ones(code.Layout.ListBits);

    /// <summary>What no transition may touch without being looked at closely: all that came from the previous kernel.</summary>
    private readonly T _inherited = StateCode<T>.Mask(code.Layout.Incoming, code.Layout.Image - code.Layout.Incoming)
        | (T.One << code.Layout.Deserialized) | StateCode<T>.Mask(code.Layout.Kernel, code.Layout.KernelBits);

    private readonly T _incoming = StateCode<T>.Mask(code.Layout.Incoming, code.Layout.HandedOver - code.Layout.Incoming);

    private readonly T _frozen = T.One << code.Layout.Frozen;
    private readonly T _quiesced = T.One << code.Layout.Quiesced;
    private readonly T _deserialized = T.One << code.Layout.Deserialized;

    /// <summary>The first invariant that a state breaks, as <see cref="Invariants.CheckState"/> would say.</summary>
    /// <returns>Its index in <see cref="Invariants.All"/>; less than 0 where all hold.</returns>
    public int BrokenBy(T state)
    {
        unchecked
        {
            ulong outgoing = ulong.CreateTruncating(state) & _list;
            ulong incoming = ulong.CreateTruncating(state >> _layout.Incoming) & _list;
            int faults = Faults(outgoing) | Faults(incoming);
            bool tooMany = _layout.Length(outgoing) > _capacity;
            bool frozen = (state & _frozen) != T.Zero;
            bool quiesced = (state & _quiesced) != T.Zero;
            if (faults == 0 && !tooMany && !frozen && !quiesced)
            {
                return -1;
            }

            ulong handedOver = ulong.CreateTruncating(state >> _layout.HandedOver) & _list;
            ulong image = ulong.CreateTruncating(state >> _layout.Image) & _list;
            bool waiting = (state & _deserialized) == T.Zero && handedOver != 0;
            return (faults & 1) != 0 ? 0
                : (faults & 2) != 0 ? 1
                : (faults & 4) != 0 || tooMany ? 2
                : quiesced && (outgoing != 0 || incoming != 0 || waiting) ? 3
                : frozen && image != outgoing ? 4
                : -1;
        }
    }

    /// <summary>The invariant that a transition breaks, of those that no single state shows: handed out once, nothing lost,
    /// deserialize once.</summary>
    /// <returns>Its index in <see cref="Invariants.All"/>; less than 0 where all hold.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BrokenBy(T from, MoveKind kind, T to)
    {
        T changed = (from ^ to) & _inherited;
        return kind == MoveKind.Deserialize || (changed & ~_incoming) != T.Zero ? BrokenByEvent(code.Unpack(from), kind, code.Unpack(to))
            : changed != T.Zero ? BrokenByHandOut(from, to)
            : -1;
    }

    /// <summary>A state as the invariants of the specification see it.</summary>
    public SessionView View(T state)
    {
        StateFields fields = code.Unpack(state);
        return new SessionView(
            _layout.Bounds.EffectiveCapacity,
            Sessions(fields.Outgoing, 0),
            _layout.Length(fields.Outgoing),
            Sessions(fields.Incoming, fields.IncomingHandles),
            _layout.Length(fields.Incoming),
            !fields.Deserialized && fields.HandedOver != 0,
            fields.Frozen,
            fields.Quiesced,
            [.. _layout.Names(fields.Image).Select(Bytes)]);
    }

    private const int HandedOutOnce = 5;
    private const int NothingLost = 6;
    private const int DeserializeOnce = 7;

    /// <summary>Kexec and deserialize, or what only they may do.</summary>
    private static int BrokenByEvent(in StateFields from, MoveKind kind, in StateFields to)
    {
        if (to.Kernel != from.Kernel)
        {
            bool fresh = to is { Incoming: 0, IncomingHandles: 0, Outgoing: 0 };
            return to.Kernel == from.Kernel + 1 && to.HandedOver == from.Outgoing && fresh
                ? (to.Deserialized ? DeserializeOnce : -1)
                : NothingLost;
        }

        if (from.Deserialized && (!to.Deserialized || kind == MoveKind.Deserialize))
        {
            return DeserializeOnce;
        }

        return to.HandedOver != from.HandedOver || to.Incoming != to.HandedOver ? NothingLost
            : to.IncomingHandles != 0 ? HandedOutOnce
            : -1;
    }

    /// <summary>Of the incoming sessions one may get a handle where it had none, or one may go whose handle was open.</summary>
    private int BrokenByHandOut(T from, T to)
    {
        unchecked
        {
            ulong was = ulong.CreateTruncating(from >> _layout.Incoming) & _list;
            ulong wasOpen = ulong.CreateTruncating(from >> _layout.IncomingHandles) & _handles;
            ulong names = ulong.CreateTruncating(to >> _layout.Incoming) & _list;
            ulong open = ulong.CreateTruncating(to >> _layout.IncomingHandles) & _handles;
            for (int place = 0; place < _layout.Places; place++)
            {
                int handle = _layout.HandleAt(wasOpen, place);
                if (names == was)
                {
                    if (handle != 0 && _layout.HandleAt(open, place) != handle)
                    {
                        return HandedOutOnce;
                    }
                }
                else if (handle != 0 && names == _layout.WithoutName(was, place) && open == _layout.WithoutHandle(wasOpen, place))
                {
                    return -1;
                }
            }

            return names == was ? -1 : NothingLost;
        }
    }

    /// <summary>1, a name is there twice; 2, a name is none of those in the bounds; 4, the length is wrong.</summary>
    private int Faults(ulong list)
    {
        unchecked
        {
            uint seen = 0;
            int found = 0;
            int faults = 0;
            ulong one = ModelLayout.Ones(_layout.NameBits);
            for (ulong rest = list >> _layout.LengthBits; rest != 0; rest >>= _layout.NameBits)
            {
                int name = (int)(rest & one);
                if (name != 0)
                {
                    found++;
                    faults |= (int)(seen >> name & 1) | (name > _layout.Bounds.Names ? 2 : 0);
                    seen |= 1u << name;
                }
            }

            return found == _layout.Length(list) ? faults : faults | 4;
        }
    }

    private List<ViewedSession> Sessions(ulong list, ulong handles) =>
        [.. Enumerable.Range(0, _layout.Places).Where(place => _layout.NameAt(list, place) != 0)
            .Select(place => new ViewedSession(Bytes(_layout.NameAt(list, place)), _layout.HandleAt(handles, place) != 0))];

    /// <summary>A number above the bounds stands for what is no name: NUL bytes.</summary>
    private ByteString Bytes(int name) => name <= _layout.Bounds.Names
        ? ModelNames.Of(name).Bytes
        : new ByteString(new byte[name]);
}
