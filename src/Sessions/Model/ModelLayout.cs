using System.Numerics;
using System.Runtime.CompilerServices;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Model;

/// <summary>Where the parts of a state lie in its bits.</summary>
/// <remarks>A list of names is its length, then one field for each place, the first name lowest: 0 if there is none,
/// else 1 and up. A list of handles has one field for each place of the list that it goes with: 0 if there is none,
/// else the handle. From bit 0: outgoing names, their handles, a bit for each that is marked to go; incoming names,
/// their handles (0 if not handed out); names handed over; names in the last image; frozen, quiesced, deserialized; the
/// kernel's number; and of the outgoing sessions, the incoming ones, those handed over and those in the image the files, a bit for each token of
/// each place, of the incoming ones twice: which there are, and which were retrieved. What a list does not use is 0, so equal states have
/// equal bits.</remarks>
internal sealed class ModelLayout
{
    /// <summary>The most bits that a state can take.</summary>
    public const int MaxBits = 128;

    /// <summary>Lays the parts out.</summary>
    /// <param name="bounds">The bounds, each within its own range.</param>
    /// <param name="places">Places in a list; null for as many as can be used. More let a wrong specification overfill
    /// one.</param>
    public ModelLayout(ModelBounds bounds, int? places = null)
    {
        Bounds = bounds;
        Capacity = bounds.EffectiveCapacity;
        Places = places ?? Math.Min(Math.Min(bounds.Names, Capacity), bounds.Handles);
        LengthBits = Width(Places);
        NameBits = Width(bounds.Names);
        HandleBits = Width(Math.Min(bounds.Handles, 2 * Places));
        ListBits = LengthBits + (Places * NameBits);
        HandlesBits = Places * HandleBits;
        OutgoingHandles = ListBits;
        Marked = OutgoingHandles + HandlesBits;
        Incoming = Marked + Places;
        IncomingHandles = Incoming + ListBits;
        HandedOver = IncomingHandles + HandlesBits;
        Image = HandedOver + ListBits;
        Frozen = Image + ListBits;
        Quiesced = Frozen + 1;
        Deserialized = Quiesced + 1;
        Kernel = Deserialized + 1;
        KernelBits = Width(bounds.Kernels - 1);
        FilesBits = Places * bounds.Files;
        OutgoingFiles = Kernel + KernelBits;
        IncomingFiles = OutgoingFiles + FilesBits;
        RetrievedFiles = IncomingFiles + FilesBits;
        HandedOverFiles = RetrievedFiles + FilesBits;
        ImageFiles = HandedOverFiles + FilesBits;
        Bits = ImageFiles + FilesBits;
    }

    /// <summary>The bounds.</summary>
    public ModelBounds Bounds { get; }

    /// <summary>The most sessions tracked for the next kernel.</summary>
    public int Capacity { get; }

    /// <summary>Places in each list.</summary>
    public int Places { get; }

    /// <summary>The width of a list's length.</summary>
    public int LengthBits { get; }

    /// <summary>The width of a name.</summary>
    public int NameBits { get; }

    /// <summary>The width of a handle.</summary>
    public int HandleBits { get; }

    /// <summary>The width of a list of names.</summary>
    public int ListBits { get; }

    /// <summary>The width of a list of handles.</summary>
    public int HandlesBits { get; }

    /// <summary>The width of the kernel's number.</summary>
    public int KernelBits { get; }

    /// <summary>The width of the files of a list.</summary>
    public int FilesBits { get; }

    /// <summary>Where the handles of outgoing sessions begin. Their names begin at 0.</summary>
    public int OutgoingHandles { get; }

    /// <summary>Where the marks of the outgoing sessions that are to go begin.</summary>
    public int Marked { get; }

    /// <summary>Where the incoming names begin.</summary>
    public int Incoming { get; }

    /// <summary>Where the handles of incoming sessions begin.</summary>
    public int IncomingHandles { get; }

    /// <summary>Where the names handed over begin.</summary>
    public int HandedOver { get; }

    /// <summary>Where the names in the last image begin.</summary>
    public int Image { get; }

    /// <summary>The bit that is set from serialize to abort or kexec.</summary>
    public int Frozen { get; }

    /// <summary>The bit that is set from quiesce to resume.</summary>
    public int Quiesced { get; }

    /// <summary>The bit that is set once deserialize has happened in this kernel.</summary>
    public int Deserialized { get; }

    /// <summary>Where the kernel's number begins.</summary>
    public int Kernel { get; }

    /// <summary>Where the files of outgoing sessions begin.</summary>
    public int OutgoingFiles { get; }

    /// <summary>Where the files of incoming sessions begin.</summary>
    public int IncomingFiles { get; }

    /// <summary>Where the marks of those begin that were retrieved.</summary>
    public int RetrievedFiles { get; }

    /// <summary>Where the files handed over begin.</summary>
    public int HandedOverFiles { get; }

    /// <summary>Where the files in the last image begin.</summary>
    public int ImageFiles { get; }

    /// <summary>Bits in all.</summary>
    public int Bits { get; }

    /// <summary>Where the names of a list begin.</summary>
    public int NamesAt(SessionList list) => list == SessionList.Outgoing ? 0 : Incoming;

    /// <summary>Where the handles of a list begin.</summary>
    public int HandlesAt(SessionList list) => list == SessionList.Outgoing ? OutgoingHandles : IncomingHandles;

    /// <summary>Where the files of a list begin.</summary>
    public int FilesAt(SessionList list) => list == SessionList.Outgoing ? OutgoingFiles : IncomingFiles;

    /// <summary>Where in the files of a list the one of a place with a token is.</summary>
    public int FileAt(int place, int token) => unchecked((place * Bounds.Files) + token - 1);

    /// <summary>The tokens of the files of a place, in order.</summary>
    public IEnumerable<int> TokensAt(ulong files, int place) =>
        Enumerable.Range(1, Bounds.Files).Where(token => (files >> FileAt(place, token) & 1) != 0);

    /// <summary>Where in a list of names the one at a place begins.</summary>
    public int NameBitsAt(int place) => unchecked(LengthBits + (place * NameBits));

    /// <summary>The length that a list of names says it has.</summary>
    public int Length(ulong list) => unchecked((int)(list & Ones(LengthBits)));

    /// <summary>The name at a place of a list, from 0; 0 if there is none.</summary>
    public int NameAt(ulong list, int place) => unchecked((int)((list >> NameBitsAt(place)) & Ones(NameBits)));

    /// <summary>The handle at a place of a list of handles, from 0; 0 if there is none.</summary>
    public int HandleAt(ulong handles, int place) =>
        unchecked((int)((handles >> (place * HandleBits)) & Ones(HandleBits)));

    /// <summary>A bit for each handle in a list of handles, and the lowest if a place before another has
    /// none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Taken(ulong handles)
    {
        unchecked
        {
            uint taken = 0;
            for (; handles != 0; handles >>= HandleBits)
            {
                taken |= 1u << (int)(handles & Ones(HandleBits));
            }

            return taken;
        }
    }

    /// <summary>The names in a list, whatever the length says.</summary>
    public IEnumerable<int> Names(ulong list) =>
        Enumerable.Range(0, Places).Select(place => NameAt(list, place)).Where(name => name != 0);

    /// <summary>A list of names with the length that fits.</summary>
    public ulong List(IEnumerable<int> names)
    {
        ulong list = 0;
        foreach (int name in names)
        {
            list |= (ulong)(uint)name << NameBitsAt(Length(list));
            list++;
        }

        return list;
    }

    /// <summary>A list of handles.</summary>
    public ulong Handles(IEnumerable<int> handles) =>
        handles.Select((handle, place) => (ulong)handle << (place * HandleBits))
            .Aggregate(0UL, (all, one) => all | one);

    /// <summary>A list of names without the one at a place.</summary>
    public ulong WithoutName(ulong names, int place) =>
        unchecked(Without(names, NameBitsAt(place), NameBits) - 1);

    /// <summary>A list of handles without the one at a place.</summary>
    public ulong WithoutHandle(ulong handles, int place) =>
        Without(handles, unchecked(place * HandleBits), HandleBits);

    /// <summary>What is above a field moves down over it.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="at">Where the field begins.</param>
    /// <param name="bits">Its width.</param>
    /// <returns>The fields without it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Without(ulong fields, int at, int bits)
    {
        unchecked
        {
            ulong below = (1UL << at) - 1;
            return (fields & below) | (fields >> bits & ~below);
        }
    }

    /// <summary>So many low bits set, at most 63.</summary>
    public static ulong Ones(int bits) => unchecked((1UL << bits) - 1);

    private static int Width(int most) => BitOperations.Log2((uint)most) + (most == 0 ? 0 : 1);
}
