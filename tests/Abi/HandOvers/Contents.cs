using FsCheck;
using FsCheck.Fluent;
using LuoVerified.Abi.HandOvers;

namespace LuoVerified.Abi.Tests.HandOvers;

/// <summary>What formats can hold, drawn by a seed.</summary>
public static class Contents
{
    /// <summary>A multiple of a page.</summary>
    public const ulong Base = 0x1_2345_6000;

    public static Arbitrary<int> Seeds() => Gen.Choose(0, int.MaxValue).ToArbitrary();

    public static HandOver Of(int seed, IHandOverFormat format)
    {
        var random = new Random(seed);
        int sessions = random.Next(4) switch { 0 => 0, 1 => 51, 2 => 52, _ => random.Next(1, 200) };
        return new HandOver(
            Arbitraries.AnyNumber(random),
            [.. RandomNames.Set(random, sessions).Select(name => Session(random, name, format))],
            [.. Handlers(random, format.HasFiles ? random.Next(64) : 0)
                .Select(name => new PreservedFlb(name, Arbitraries.AnyNumber(random), 1 + (ulong)random.Next(9)))]);
    }

    private static PreservedSession Session(Random random, SessionName name, IHandOverFormat format)
    {
        int count = !format.HasFiles || random.Next(3) > 0 ? 0 : random.Next(4) == 0 ? random.Next(60, 129) : random.Next(1, 5);
        ulong token = Arbitraries.AnyNumber(random);
        return new PreservedSession(
            name.Bytes, (ulong)count,
            [.. Handlers(random, count).Select((handler, i) => new PreservedFile(handler, Arbitraries.AnyNumber(random), unchecked(token + (ulong)i)))]);
    }

    private static List<ByteString> Handlers(Random random, int count)
    {
        var names = new HashSet<ByteString>();
        while (names.Count < count)
            names.Add(new ByteString(RandomNames.One(random).Bytes.Span is var name && name.Length > 47 ? name[..47] : name));
        return [.. names];
    }
}
