using System.Buffers.Binary;
using System.Text;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Spec.Formats;

namespace LuoVerified.Sessions.Formats;

/// <summary>What is asked about the writer of trees: calls in every order, in more and less room.</summary>
internal static class WriterCases
{
    private const int Room = 512;
    private const int MostCalls = 4;
    private const int MostInside = 3;
    private const int MostBefore = 2;
    private const string Long = "a-name-that-is-longer-than-its-value";

    /// <summary>A call of the writer.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="Specification">It, of the specification.</param>
    /// <param name="Code">It, of the code.</param>
    private sealed record Call(string Name, Func<TreeWriting, WriterAnswer> Specification, Func<FdtWriter, FdtError> Code);

    private static readonly Call Create = new("create", tree => tree.Create(), tree => tree.Create());
    private static readonly Call EndMap = new("finish_reservemap", tree => tree.EndMap(), tree => tree.FinishReserveMap());
    private static readonly Call Begin = new("begin_node abc", tree => tree.Begin("abc"), tree => tree.BeginNode("abc"u8));
    private static readonly Call End = new("end_node", tree => tree.End(), tree => tree.EndNode());
    private static readonly Call Finish = new("finish", tree => tree.Finish(), tree => tree.Finish());

    /// <summary>Lengths that need no padding.</summary>
    private static readonly Call[] Inside =
    [
        Begin, End,
        new("property size", tree => tree.Property("size", [0, 0, 0, 7]), tree => tree.PropertyU32("size"u8, 7)),
        new("property map-size", tree => tree.Property("map-size", [0, 0, 0, 0, 0, 0, 0, 8]), tree => tree.PropertyU64("map-size"u8, 8)),
        new("property s", tree => tree.Text("s", "abc"), tree => tree.PropertyString("s"u8, "abc"u8)),
    ];

    /// <summary>A name may need more room than all else of its property.</summary>
    private static readonly Call LongName =
        new("property of a long name", tree => tree.Property(Long, []), tree => tree.Property(Encoding.Latin1.GetBytes(Long), []));

    /// <summary>What needs padding, in which a name shows whose property did not fit.</summary>
    private static readonly Call[] InsidePadded =
    [
        LongName,
        new("begin_node of no name", tree => tree.Begin(""), tree => tree.BeginNode(""u8)),
        new("property s of a byte", tree => tree.Property("s", [9]), tree => tree.Property("s"u8, [9])),
        End,
    ];

    /// <summary>Calls with what is no C string.</summary>
    private static readonly Call[] NoStrings =
    [
        new("begin_node a, NUL, b", tree => tree.Begin("a\0b"), tree => tree.BeginNode("a\0b"u8)),
        new("property a, NUL", tree => tree.Property("a\0", [1]), tree => tree.Property("a\0"u8, [1])),
        new("property NUL", tree => tree.Text("\0", "a"), tree => tree.PropertyString("\0"u8, "a"u8)),
        new("property s of a, NUL", tree => tree.Text("s", "a\0"), tree => tree.PropertyString("s"u8, "a\0"u8)),
        new("property s of NUL, a", tree => tree.Text("s", "\0a"), tree => tree.PropertyString("s"u8, "\0a"u8)),
    ];

    private static readonly Call[] Any =
        [Create, new("add_reservemap_entry", tree => tree.Reserve(1, 2), tree => tree.AddReserveMapEntry(1, 2)), EndMap, Finish, .. Inside];

    /// <summary>Calls in any order; the same where there is room for little but the header; whole trees in more and less room; whole trees
    /// that are begun after some of another was written; and calls with arguments that are refused, on the way to a tree.</summary>
    public static IEnumerable<FormatCase> All() =>
        Sequences(Any, MostCalls).Select(calls => Case(calls, Room)).Concat(
            from inside in Sequences(Inside, MostInside)
            from room in Enumerable.Range(10, 40)
            select Case(Whole(inside), room * sizeof(uint))).Concat(
            from calls in Sequences(Any, MostInside)
            from room in (int[])[0, 47, 48, 63, 64, 79, 80]
            select Case(calls, room)).Concat(
            from inside in Sequences([LongName, .. Inside], MostInside - 1).Where(inside => inside.Contains(LongName))
            from room in Enumerable.Range(0, Room)
            select Case(Whole(inside), room)).Concat(
            from inside in Sequences(InsidePadded, MostInside).Where(inside => inside.Contains(LongName))
            from room in Enumerable.Range(64, 128)
            from calls in (Call[][])[Whole(inside), [Create, .. inside, EndMap, .. inside, End, Finish]]
            select Case(calls, room)).Concat(
            from before in Sequences(Any, MostBefore)
            from inside in Sequences(Inside, 1)
            select Case([Create, .. before, .. Whole(inside)], Room)).Concat(
            from refused in NoStrings
            from at in Enumerable.Range(0, Whole([Begin, End]).Length + 1)
            select Case([.. Whole([Begin, End]).Take(at), refused, .. Whole([Begin, End]).Skip(at)], Room));

    private static Call[] Whole(Call[] inside) => [Create, EndMap, .. inside, End, Finish];

    private static IEnumerable<Call[]> Sequences(Call[] calls, int most) => most == 0
        ? [[]]
        : Sequences(calls, most - 1).SelectMany(before => before.Length < most - 1 ? [before] : calls.Select(call => (Call[])[.. before, call]).Prepend(before));

    private static FormatCase Case(Call[] calls, int room) => new(
        () => $"calls of the writer of trees with room for {room} bytes: {string.Join(", ", calls.Select(call => call.Name))}",
        () =>
        {
            var tree = new TreeWriting(room);
            return Words([.. calls.Select(call => call.Specification(tree))], tree.Tree ?? (tree.UnderWay is { } front ? [.. front, .. tree.Names] : []));
        },
        () =>
        {
            byte[] bytes = Dirty.Bytes(room);
            var tree = new FdtWriter(bytes);
            WriterAnswer[] answers = [.. calls.Select(call => Of(() => call.Code(tree)))];
            Call? last = calls.Zip(answers).Where(each => each.Second == WriterAnswer.Ok && (each.First == Finish || each.First == Create))
                .LastOrDefault().First;
            return Words(answers, last == Finish ? bytes[..Word(bytes, 1)] : last == Create ? UnderWay(bytes) : bytes.Except(Dirty.Bytes(1)));
        });

    /// <summary>What a writer has left: up to where it says that the structure ends, and the names at the end.</summary>
    private static byte[] UnderWay(byte[] bytes) => [.. bytes[..(Word(bytes, 2) + Word(bytes, 9))], .. bytes[^Word(bytes, 8)..]];

    private static int Word(byte[] bytes, int word) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(word * sizeof(int)));

    private static WriterAnswer Of(Func<FdtError> call)
    {
        try
        {
            return call() switch
            {
                FdtError.None => WriterAnswer.Ok,
                FdtError.NoSpace => WriterAnswer.NoSpace,
                FdtError.BadMagic => WriterAnswer.NotBegun,
                FdtError.BadState => WriterAnswer.NotNow,
                var error => throw new InvalidOperationException($"a writer does not answer {error}"),
            };
        }
        catch (ArgumentException)
        {
            return WriterAnswer.NoString;
        }
    }

    /// <summary>What the calls answer, and what they leave: nothing if no tree was begun.</summary>
    private static string Words(WriterAnswer[] answers, IEnumerable<byte> left) => $"{string.Join(' ', answers)}, {Convert.ToHexString([.. left])}";
}
