using LuoVerified.Abi;
using LuoVerified.Spec.Formats;

namespace LuoVerified.Sessions.Formats;

/// <summary>What is asked about the block of sessions of <c>luo-session-v1</c>.</summary>
internal static class BlockCases
{
    private static readonly string Longest = new('x', Limits.SessionNameLength - 1);

    public static IEnumerable<FormatCase> All() =>
        Images().Select(image => FormatCase.Read(image, Specification, Code))
            .Concat(Contents().Concat(Wrong()).SelectMany(names => Written(names, Limits.SessionBlockSize)))
            .Concat(((int[])[0, Limits.SessionBlockSize - 1, Limits.SessionBlockSize + 1]).SelectMany(room => Written(["a"], room)))
            .Concat(((int[])[-1, 0, 1, Limits.SessionCapacity - 1, Limits.SessionCapacity]).Select(
                entry => FormatCase.Place("a block", entry, SessionTable.Place, SessionBlockLayout.EntryOffset)));

    /// <summary>Names of every length that matters, few of them and as many as fit.</summary>
    private static IEnumerable<string[]> Contents() =>
        [[], ["a"], ["a", "bb"], ["bb", "a", Longest], [.. Enumerable.Range(0, Limits.SessionCapacity).Select(i => $"{i}")]];

    /// <summary>What no block holds: more than fit, one that is no name, two that are the same.</summary>
    private static IEnumerable<string[]> Wrong() =>
        [[.. Enumerable.Range(0, Limits.SessionCapacity + 1).Select(i => $"{i}")], [""], ["a", ""], ["a", "a"], ["a", "b", "a"], ["b", "a", "a"]];

    private static IEnumerable<Damaged> Images() => Contents().SelectMany(names =>
    {
        byte[] block = SessionTable.Write(names)!;
        string what = $"a block of {names.Length} sessions";
        int last = SessionBlockLayout.EntryOffset(Math.Max(names.Length - 1, 0));
        IEnumerable<int> entries = Enumerable.Range(SessionBlockLayout.FirstEntryOffset, 2 * Limits.SessionEntrySize)
            .Concat(Enumerable.Range(last, Limits.SessionEntrySize)).Append(block.Length - 1).Distinct();
        return Damaged.Values(what, block, Enumerable.Range(0, SessionBlockLayout.FirstEntryOffset), 0, 1, 2, 3, 4, 5, 0x7f, 0x80, 0xfe, 0xff)
            .Concat(Damaged.Values(what, block, names.Length < 4 ? entries : [last, last + 1, block.Length - 1], 0, 1, (byte)'a', (byte)'b', (byte)'x', 0x80, 0xff))
            .Concat(Damaged.Lengths(what, [.. block, 0], [0, 1, 7, 8, 9, 4096, block.Length - 1, block.Length, block.Length + 1]))
            .Concat(SameName(what, block, names.Length))
            .Append(new Damaged((byte[])[.. block, 1], () => $"{what} and a byte more"))
            .Append(new Damaged((byte[])[.. BitConverter.GetBytes(names.Length + 1L), .. block[sizeof(long)..]], () => $"{what} that counts one more"))
            .Append(Filled(what, block));
    });

    /// <summary>The name of one entry in another.</summary>
    private static IEnumerable<Damaged> SameName(string what, byte[] block, int sessions)
    {
        for (int from = 0; from < Math.Min(sessions, 3); from++)
        {
            for (int to = 0; to < Math.Min(sessions + 1, 4); to++)
            {
                var bytes = (byte[])block.Clone();
                Entry(bytes, from).CopyTo(Entry(bytes, to));
                (int one, int other) = (from, to);
                yield return new(bytes, () => $"{what}, entry {other} as entry {one}");
            }
        }
    }

    private static Damaged Filled(string what, byte[] block)
    {
        var bytes = (byte[])block.Clone();
        Entry(bytes, 0).Fill((byte)'y');
        return new(bytes, () => $"{what}, entry 0 without an end");
    }

    private static Span<byte> Entry(byte[] block, int entry) => block.AsSpan(SessionBlockLayout.EntryOffset(entry), Limits.SessionEntrySize);

    private static string Specification(ReadOnlyMemory<byte> block) => SessionTable.Read(block.Span, out string flaw) is { } names
        ? Words(names.Select(Named.Words), block.Span.SequenceEqual(SessionTable.Write(names)!))
        : $"{FormatCase.Refused}: {flaw}";

    private static string Code(ReadOnlyMemory<byte> block) => SessionBlock.Read(block.Span) is { Names: { } names } read
        ? Words(names.Select(name => $"{name}"), read.IsCanonical)
        : $"{FormatCase.Refused}: {Flaw(SessionBlock.Read(block.Span).Error!.Kind)}";

    private static string Flaw(SessionBlockErrorKind kind) => kind switch
    {
        SessionBlockErrorKind.Truncated => "truncated",
        SessionBlockErrorKind.CountBeyondCapacity => "too many",
        SessionBlockErrorKind.Unterminated => "without end",
        SessionBlockErrorKind.EmptyName => "empty",
        SessionBlockErrorKind.DuplicateName => "twice",
        _ => $"{kind}",
    };

    private static string Words(IEnumerable<string> names, bool isCanonical) => $"{(isCanonical ? "" : "not canonical: ")}{string.Join(' ', names)}";

    private static IEnumerable<FormatCase> Written(string[] names, int room) => FormatCase.Fill(
        $"a block of {names.Length} sessions ({string.Join(' ', names.Take(4).Select(Named.Words))})",
        room,
        bytes => SessionTable.Write(names, bytes),
        block => SessionBlock.Write(block, Named.All(names)));
}
