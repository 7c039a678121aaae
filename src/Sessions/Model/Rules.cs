using System.Numerics;
using System.Runtime.CompilerServices;
using LuoVerified.Check.Model;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Model;

/// <summary>The invariants of the specification on packed states and transitions.</summary>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <param name="code">How states are packed.</param>
internal readonly struct Rules<T>(StateCode<T> code) : IModelRules<T>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    /// <summary>What can be wrong with a list of names.</summary>
    [Flags]
    private enum Fault
    {
        None = 0,
        NameTwice = 1,
        NotAName = 2,
        WrongLength = 4,
    }

    private static readonly Invariant[] Numbered = [.. Invariants.All];
    private static readonly int Deserialize = new Transition(SessionOperation.Deserialize).Number;

    private readonly ModelLayout _layout = code.Layout;

    /// <summary>What came from the previous kernel. A transition that touches none of it is not looked at
    /// closely.</summary>
    private readonly T _inherited = StateCode<T>.Mask(code.Layout.Incoming, code.Layout.Image - code.Layout.Incoming)
        | StateCode<T>.Mask(code.Layout.HandedOverFiles, code.Layout.FilesBits)
        | (T.One << code.Layout.Deserialized) | StateCode<T>.Mask(code.Layout.Kernel, code.Layout.KernelBits);

    private readonly T _incoming =
        StateCode<T>.Mask(code.Layout.Incoming, code.Layout.HandedOver - code.Layout.Incoming);

    /// <summary>The first invariant that a state breaks, as <see cref="Invariants.CheckState"/> would say.</summary>
    /// <returns>The invariant; null if all hold.</returns>
    public Invariant? BrokenBy(T state)
    {
        var packed = new PackedState<T>(state, _layout);
        ulong outgoing = packed.Names(SessionList.Outgoing);
        ulong incoming = packed.Names(SessionList.Incoming);
        Fault faults = Faults(outgoing) | Faults(incoming);
        bool tooMany = _layout.Length(outgoing) > _layout.Capacity;
        bool frozen = packed.Frozen;
        bool quiesced = packed.QuiescedBy is not null;
        return faults == Fault.None && !tooMany && !frozen && !quiesced ? null
            : (faults & Fault.NameTwice) != 0 ? Invariants.UniqueNames
            : (faults & Fault.NotAName) != 0 ? Invariants.NamesIntact
            : (faults & Fault.WrongLength) != 0 || tooMany ? Invariants.CountMatches
            : quiesced && (outgoing != 0 || incoming != 0 || SessionSpec.IsWaiting(packed)) ? Invariants.QuiescedIsEmpty
            : frozen && (packed.Image != outgoing || packed.ImageFiles != packed.OutgoingFiles) ? Invariants.ImageEqualsLive
            : null;
    }

    /// <summary>The invariant that a transition breaks, of those that no single state shows: handed out once, nothing
    /// lost, deserialize once.</summary>
    /// <returns>The invariant; null if all hold.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Invariant? BrokenBy(T from, int kind, T to)
    {
        T changed = (from ^ to) & _inherited;
        return kind == Deserialize || (changed & ~_incoming) != T.Zero
            ? BrokenByEvent(code.Unpack(from), kind, code.Unpack(to))
            : changed != T.Zero ? BrokenByHandOut(from, to)
            : null;
    }

    /// <inheritdoc/>
    int IModelRules<T>.BrokenBy(T state) => NumberOf(BrokenBy(state));

    /// <inheritdoc/>
    int IModelRules<T>.BrokenBy(T from, int kind, T to) => NumberOf(BrokenBy(from, kind, to));

    /// <summary>The invariant's place in the order in which invariants are checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NumberOf(Invariant? broken) => broken is null ? -1 : Array.IndexOf(Numbered, broken);

    /// <summary>Kexec and deserialize, or what only they may do.</summary>
    private static Invariant? BrokenByEvent(in StateFields from, int kind, in StateFields to)
    {
        if (to.Kernel != from.Kernel)
        {
            bool fresh = to is { Incoming: 0, IncomingHandles: 0, Outgoing: 0, IncomingFiles: 0, OutgoingFiles: 0 };
            return to.Kernel != from.Kernel + 1 || to.HandedOver != from.Outgoing || to.HandedOverFiles != from.OutgoingFiles || !fresh
                ? Invariants.NothingLost
                : to.Deserialized ? Invariants.DeserializeOnce
                : null;
        }

        return from.Deserialized && (!to.Deserialized || kind == Deserialize) ? Invariants.DeserializeOnce
            : to.HandedOver != from.HandedOver || to.HandedOverFiles != from.HandedOverFiles
                || to.Incoming != to.HandedOver || to.IncomingFiles != to.HandedOverFiles ? Invariants.NothingLost
            : to.IncomingHandles != 0 ? Invariants.HandedOutOnce
            : null;
    }

    /// <summary>Of the incoming sessions one may get a handle that had none, or one may go whose handle was
    /// open.</summary>
    private Invariant? BrokenByHandOut(T from, T to)
    {
        var before = new PackedState<T>(from, _layout);
        var after = new PackedState<T>(to, _layout);
        ulong was = before.Names(SessionList.Incoming);
        ulong wasOpen = before.Handles(SessionList.Incoming);
        ulong names = after.Names(SessionList.Incoming);
        ulong open = after.Handles(SessionList.Incoming);
        for (int place = 0; place < _layout.Places; place++)
        {
            int handle = _layout.HandleAt(wasOpen, place);
            if (names == was)
            {
                if (handle != 0 && _layout.HandleAt(open, place) != handle)
                {
                    return Invariants.HandedOutOnce;
                }
            }
            else if (handle != 0 && names == _layout.WithoutName(was, place)
                && open == _layout.WithoutHandle(wasOpen, place))
            {
                return null;
            }
        }

        return names == was ? null : Invariants.NothingLost;
    }

    private Fault Faults(ulong list)
    {
        unchecked
        {
            uint seen = 0;
            int found = 0;
            Fault faults = Fault.None;
            ulong one = ModelLayout.Ones(_layout.NameBits);
            for (ulong rest = list >> _layout.LengthBits; rest != 0; rest >>= _layout.NameBits)
            {
                int name = (int)(rest & one);
                if (name != 0)
                {
                    found++;
                    faults |= ((seen >> name & 1) != 0 ? Fault.NameTwice : Fault.None)
                        | (name > _layout.Bounds.Names ? Fault.NotAName : Fault.None);
                    seen |= 1u << name;
                }
            }

            return found == _layout.Length(list) ? faults : faults | Fault.WrongLength;
        }
    }
}
