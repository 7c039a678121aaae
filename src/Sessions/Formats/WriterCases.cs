using LuoVerified.Abi.DeviceTree;
using LuoVerified.Spec.Formats;

namespace LuoVerified.Sessions.Formats;

/// <summary>What is asked about the writer of trees: calls in every order, in more and less room.</summary>
internal static class WriterCases
{
    private const int Room = 512;
    private const int MostCalls = 4;
    private const int MostInside = 3;

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

    /// <summary>Lengths that need no padding: what stands there may be left over from a call that did not fit.</summary>
    private static readonly Call[] Inside =
    [
        Begin, End,
        new("property size", tree => tree.Property("size", [0, 0, 0, 7]), tree => tree.PropertyU32("size"u8, 7)),
        new("property map-size", tree => tree.Property("map-size", [0, 0, 0, 0, 0, 0, 0, 8]), tree => tree.PropertyU64("map-size"u8, 8)),
        new("property s", tree => tree.Property("s", "abc\0"u8.ToArray()), tree => tree.PropertyString("s"u8, "abc"u8)),
    ];

    private static readonly Call[] Any =
        [Create, new("add_reservemap_entry", tree => tree.Reserve(1, 2), tree => tree.AddReserveMapEntry(1, 2)), EndMap, Finish, .. Inside];

    public static IEnumerable<FormatCase> All() =>
        Sequences(Any, MostCalls).Select(calls => Case(calls, Room)).Concat(
            from inside in Sequences(Inside, MostInside)
            from room in Enumerable.Range(10, 40)
            select Case([Create, EndMap, .. inside, End, Finish], room * sizeof(uint)));

    private static IEnumerable<Call[]> Sequences(Call[] calls, int most) => most == 0
        ? [[]]
        : Sequences(calls, most - 1).SelectMany(before => before.Length < most - 1 ? [before] : calls.Select(call => (Call[])[.. before, call]).Prepend(before));

    private static FormatCase Case(Call[] calls, int room) => new(
        () => $"calls of the writer of trees with room for {room} bytes: {string.Join(", ", calls.Select(call => call.Name))}",
        () =>
        {
            var tree = new TreeWriting(room);
            return Words([.. calls.Select(call => call.Specification(tree))], tree.Tree);
        },
        () =>
        {
            byte[] bytes = Dirty.Bytes(room);
            var tree = new FdtWriter(bytes);
            WriterAnswer[] answers = [.. calls.Select(call => Of(call.Code(tree)))];
            bool isComplete = calls.Zip(answers).Where(each => each.Second == WriterAnswer.Ok && (each.First == Finish || each.First == Create))
                .LastOrDefault().First == Finish;
            return Words(answers, isComplete ? bytes[..TotalSize(bytes)] : null);
        });

    private static int TotalSize(byte[] tree) => (tree[4] << 24) | (tree[5] << 16) | (tree[6] << 8) | tree[7];

    private static WriterAnswer Of(FdtError error) => error switch
    {
        FdtError.None => WriterAnswer.Ok,
        FdtError.NoSpace => WriterAnswer.NoSpace,
        FdtError.BadMagic => WriterAnswer.NotBegun,
        FdtError.BadState => WriterAnswer.NotNow,
        _ => throw new ArgumentOutOfRangeException(nameof(error), $"a writer does not answer {error}"),
    };

    private static string Words(WriterAnswer[] answers, byte[]? tree) =>
        $"{string.Join(' ', answers)}{(tree is null ? "" : $", {Convert.ToHexString(tree)}")}";
}
