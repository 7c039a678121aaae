using System.Numerics;
using System.Runtime.CompilerServices;
using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Model;

/// <summary>The primitives of the specification over the bits of a packed state.</summary>
/// <remarks>
/// <para>Names are the numbers 1 and up; a name that does not fit its field is one that no session has. One thread
/// quiesces, and nothing is refused: what is handed over can be read, and deserialize answers Ok.</para>
/// <para>Two things are kept that <see cref="ImmutableState"/> forgets, as docs/model.md reads the specification: a
/// session that is marked to go keeps its number, which stays taken; and the image stays across kexec.</para>
/// </remarks>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <param name="Bits">The state.</param>
/// <param name="Layout">Where its parts lie.</param>
internal readonly partial record struct PackedState<T>(T Bits, ModelLayout Layout) : ISessionState<PackedState<T>, int>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    /// <summary>The thread that quiesces.</summary>
    public const int Thread = 1;

    /// <inheritdoc/>
    public int Capacity => Layout.Capacity;

    /// <inheritdoc/>
    public bool Frozen => Has(Layout.Frozen);

    /// <inheritdoc/>
    public int? QuiescedBy => Has(Layout.Quiesced) ? Thread : null;

    /// <inheritdoc/>
    public Errno? Deserialized => Has(Layout.Deserialized) ? Errno.Ok : null;

    /// <inheritdoc/>
    public int HandedOverCount => Layout.Length(Part(Layout.HandedOver, Layout.ListBits));

    /// <inheritdoc/>
    public bool HandOverCorrupt => false;

    /// <summary>The names in the last image, of this kernel or one before.</summary>
    public ulong Image => Part(Layout.Image, Layout.ListBits);

    /// <summary>Kernels before this one.</summary>
    public int Kernel => unchecked((int)Part(Layout.Kernel, Layout.KernelBits));

    private ulong Marks
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Part(Layout.Marked, Layout.Places);
    }

    /// <inheritdoc/>
    public static bool IsName(int name) => name > 0;

    /// <summary>The names of a list, packed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Names(SessionList list) => Part(Layout.NamesAt(list), Layout.ListBits);

    /// <summary>The handles of a list, packed; those marked to go included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Handles(SessionList list) => Part(Layout.HandlesAt(list), Layout.HandlesBits);

    /// <summary>The open handle of the session at a place; 0 if it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int OpenHandle(SessionList list, int place)
    {
        bool marked = list == SessionList.Outgoing && (Marks >> place & 1) != 0;
        return marked ? 0 : Layout.HandleAt(Handles(list), place);
    }

    /// <summary>The lowest number that is not taken; 0 if as many are taken as can be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LowestFreeHandle(int maxHandles)
    {
        uint taken = Layout.Taken(Handles(SessionList.Outgoing)) | Layout.Taken(Handles(SessionList.Incoming)) | 1;
        return BitOperations.PopCount(taken) <= maxHandles ? BitOperations.TrailingZeroCount(~taken) : 0;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Count(SessionList list) => Layout.Length(Names(list));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindName(SessionList list, int name)
    {
        ulong rest = Names(list) >> Layout.LengthBits;
        for (int place = 0; rest != 0; place++, rest >>= Layout.NameBits)
        {
            if ((int)(rest & ModelLayout.Ones(Layout.NameBits)) == name)
            {
                return place;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindHandle(SessionList list, int handle)
    {
        ulong marks = list == SessionList.Outgoing ? Marks : 0;
        ulong rest = handle == 0 ? 0 : Handles(list);
        for (int place = 0; rest != 0; place++, rest >>= Layout.HandleBits)
        {
            if (Layout.HandleAt(rest, 0) == handle && (marks >> place & 1) == 0)
            {
                return place;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsHandedOut(int place) => OpenHandle(SessionList.Incoming, place) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PackedState<T> Append(int name, int handle)
    {
        unchecked
        {
            // The length, from bit 0, has room for one more: no list is longer than its places.
            int place = Count(SessionList.Outgoing);
            T longer = Bits + T.One;
            T named = T.CreateTruncating(name) << Layout.NameBitsAt(place);
            return With(longer | named | HandleBits(SessionList.Outgoing, place, handle));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PackedState<T> HandOut(int place, int handle) =>
        With(Bits | HandleBits(SessionList.Incoming, place, handle));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PackedState<T> Remove(SessionList list, int place)
    {
        ulong names = Names(list);
        ulong handles = Handles(list);
        PackedState<T> rest = Replace(Layout.NamesAt(list), names, Layout.WithoutName(names, place))
            .Replace(Layout.HandlesAt(list), handles, Layout.WithoutHandle(handles, place));
        return (list == SessionList.Outgoing
            ? rest.Replace(Layout.Marked, Marks, ModelLayout.Without(Marks, place, 1))
            : rest).WithoutFilesOf(list, place);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PackedState<T> MarkToGo(int place) =>
        With(Bits | (T.One << unchecked(Layout.Marked + place)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PackedState<T> RemoveMarked()
    {
        PackedState<T> rest = this;
        while (rest.Marks != 0)
        {
            rest = rest.Remove(SessionList.Outgoing, BitOperations.TrailingZeroCount(rest.Marks));
        }

        return rest;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PackedState<T> WriteImage() =>
        Replace(Layout.Image, Image, Names(SessionList.Outgoing)).WithFiles(Layout.ImageFiles, OutgoingFiles);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PackedState<T> ShowHandedOver() =>
        Replace(Layout.Incoming, Names(SessionList.Incoming), Part(Layout.HandedOver, Layout.ListBits))
            .Replace(Layout.IncomingHandles, Handles(SessionList.Incoming), 0)
            .WithFiles(Layout.IncomingFiles, Part(Layout.HandedOverFiles, Layout.FilesBits))
            .WithFiles(Layout.RetrievedFiles, 0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PackedState<T> WithFrozen(bool frozen) => WithFlag(Layout.Frozen, frozen);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PackedState<T> WithQuiescedBy(int? thread) => WithFlag(Layout.Quiesced, thread is not null);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PackedState<T> WithDeserialized(Errno answer) => answer == Errno.Ok
        ? WithFlag(Layout.Deserialized, true)
        : throw new InternalErrorException($"the model has no deserialize that answers {answer.ToAnswer()}");

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PackedState<T> InNextKernel(bool corrupt)
    {
        if (corrupt)
        {
            throw new InternalErrorException("the model has no image that cannot be read");
        }

        T image = T.CreateTruncating(Image);
        T kernel = T.CreateTruncating(unchecked(Kernel + 1));
        T bits = (image << Layout.HandedOver) | (image << Layout.Image) | (kernel << Layout.Kernel);
        return With(bits).WithFiles(Layout.HandedOverFiles, ImageFiles).WithFiles(Layout.ImageFiles, ImageFiles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Has(int flag) => (Bits & (T.One << flag)) != T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Part(int at, int bits) => ulong.CreateTruncating(Bits >> at) & ModelLayout.Ones(bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T HandleBits(SessionList list, int place, int handle) =>
        T.CreateTruncating(handle) << unchecked(Layout.HandlesAt(list) + (place * Layout.HandleBits));

    private PackedState<T> With(T bits) => new(bits, Layout);

    /// <summary>The state with a part replaced that has a value now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PackedState<T> Replace(int at, ulong now, ulong then) =>
        With(Bits ^ (T.CreateTruncating(now ^ then) << at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PackedState<T> WithFlag(int flag, bool set)
    {
        T mark = T.One << flag;
        return With(set ? Bits | mark : Bits & ~mark);
    }
}
