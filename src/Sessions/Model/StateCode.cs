using System.Numerics;
using LuoVerified.Core;

namespace LuoVerified.Sessions.Model;

/// <summary>Packs states into one unsigned number, and unpacks them.</summary>
/// <typeparam name="T">The number: <see cref="ulong"/> or <see cref="UInt128"/>.</typeparam>
/// <param name="layout">Where the parts lie; they fit the number.</param>
internal sealed class StateCode<T>(ModelLayout layout)
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    /// <summary>Where the parts lie.</summary>
    public ModelLayout Layout { get; } = layout;

    /// <summary>So many low bits set.</summary>
    public static T Ones(int bits) => ((T.One << (bits - 1)) - T.One << 1) | T.One;

    /// <summary>So many bits from a bit on set; none if it is 0 bits.</summary>
    public static T Mask(int from, int bits) => bits == 0 ? T.Zero : Ones(bits) << from;

    /// <summary>The parts of a state.</summary>
    public StateFields Unpack(T state)
    {
        return new StateFields
        {
            Outgoing = part(0, Layout.ListBits),
            OutgoingHandles = part(Layout.OutgoingHandles, Layout.HandlesBits),
            Marked = part(Layout.Marked, Layout.Places),
            Incoming = part(Layout.Incoming, Layout.ListBits),
            IncomingHandles = part(Layout.IncomingHandles, Layout.HandlesBits),
            HandedOver = part(Layout.HandedOver, Layout.ListBits),
            Image = part(Layout.Image, Layout.ListBits),
            OutgoingFiles = part(Layout.OutgoingFiles, Layout.FilesBits),
            IncomingFiles = part(Layout.IncomingFiles, Layout.FilesBits),
            RetrievedFiles = part(Layout.RetrievedFiles, Layout.FilesBits),
            HandedOverFiles = part(Layout.HandedOverFiles, Layout.FilesBits),
            ImageFiles = part(Layout.ImageFiles, Layout.FilesBits),
            Frozen = part(Layout.Frozen, 1) != 0,
            Quiesced = part(Layout.Quiesced, 1) != 0,
            Deserialized = part(Layout.Deserialized, 1) != 0,
            Kernel = (int)part(Layout.Kernel, Layout.KernelBits),
        };

        ulong part(int from, int bits) =>
            bits == 0 ? 0 : ulong.CreateTruncating(state >> from) & ModelLayout.Ones(bits);
    }

    /// <summary>The state with these parts.</summary>
    /// <exception cref="InternalErrorException">A part has more bits than its place.</exception>
    public T Pack(in StateFields fields) => Place(fields.Outgoing, 0, Layout.ListBits)
        | Place(fields.OutgoingHandles, Layout.OutgoingHandles, Layout.HandlesBits)
        | Place(fields.Marked, Layout.Marked, Layout.Places)
        | Place(fields.Incoming, Layout.Incoming, Layout.ListBits)
        | Place(fields.IncomingHandles, Layout.IncomingHandles, Layout.HandlesBits)
        | Place(fields.HandedOver, Layout.HandedOver, Layout.ListBits)
        | Place(fields.Image, Layout.Image, Layout.ListBits)
        | Place(fields.OutgoingFiles, Layout.OutgoingFiles, Layout.FilesBits)
        | Place(fields.IncomingFiles, Layout.IncomingFiles, Layout.FilesBits)
        | Place(fields.RetrievedFiles, Layout.RetrievedFiles, Layout.FilesBits)
        | Place(fields.HandedOverFiles, Layout.HandedOverFiles, Layout.FilesBits)
        | Place(fields.ImageFiles, Layout.ImageFiles, Layout.FilesBits)
        | Place(fields.Frozen ? 1UL : 0, Layout.Frozen, 1)
        | Place(fields.Quiesced ? 1UL : 0, Layout.Quiesced, 1)
        | Place(fields.Deserialized ? 1UL : 0, Layout.Deserialized, 1)
        | Place((ulong)fields.Kernel, Layout.Kernel, Layout.KernelBits);

    private static T Place(ulong value, int at, int bits) => bits == 0 || value <= ModelLayout.Ones(bits)
        ? (bits == 0 && value != 0 ? throw TooWide(value, bits) : T.CreateTruncating(value) << at)
        : throw TooWide(value, bits);

    private static InternalErrorException TooWide(ulong value, int bits) =>
        new($"a part of a state is {value:x}, which does not fit {bits} bits");
}
