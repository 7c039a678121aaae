using FsCheck;
using FsCheck.Fluent;

namespace LuoVerified.Abi.Tests;

/// <summary>Generators that reach what FsCheck's own do not: all 64 bits of a number, all 256 bytes, full
/// blocks.</summary>
public static class Arbitraries
{
    private static readonly ulong[] Corners = [0, 1, 0xff, 0x100, uint.MaxValue, 1UL << 32, 1UL << 63, ulong.MaxValue];

    /// <summary>0 to 100 bytes; one in four holds only what percent text treats in its own way.</summary>
    public static Arbitrary<ByteString> ByteStrings()
    {
        Gen<byte> any = Gen.Choose(0, 255).Select(n => (byte)n);
        Gen<byte> awkward = Gen.Elements<byte>(0, 0x20, 0x21, (byte)'%', 0x7e, 0x7f, 0xff);
        return Gen.Frequency((3, any), (1, awkward)).ArrayOf().Resize(100)
            .Select(bytes => new ByteString(bytes)).ToArbitrary();
    }

    public static Arbitrary<SessionName> SessionNames() =>
        Gen.Choose(0, int.MaxValue).Select(seed => RandomNames.One(new Random(seed))).ToArbitrary();

    /// <summary>0 to 1,023 different names, often none, one or a full block.</summary>
    public static Arbitrary<SessionName[]> SessionNameSets() =>
        Gen.OneOf(Gen.Elements(0, 1, Limits.SessionCapacity), Gen.Choose(0, 8), Gen.Choose(0, Limits.SessionCapacity))
            .SelectMany(count => Gen.Choose(0, int.MaxValue).Select(seed => RandomNames.Set(new Random(seed), count)))
            .ToArbitrary();

    public static Arbitrary<ulong> Numbers() =>
        Gen.Choose(0, int.MaxValue).Select(seed => AnyNumber(new Random(seed))).ToArbitrary();

    public static ulong AnyNumber(Random random) => random.Next(4) == 0
        ? Corners[random.Next(Corners.Length)]
        : unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)) >> random.Next(64);
}
