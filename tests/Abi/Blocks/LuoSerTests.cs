using LuoVerified.Abi.Blocks;

namespace LuoVerified.Abi.Tests.Blocks;

/// <summary><c>struct luo_ser</c>.</summary>
public class LuoSerTests
{
    private const string Golden =
        "6c756f2d76350000" // "luo-v5", NULs
        + "0700000000000000" // liveupdate_num 7
        + "0030000001000000" // sessions_pa 0x100003000
        + "efcdab8967452301"; // flbs_pa

    private static readonly LuoSer Ser = new(7, 0x1_0000_3000, 0x0123_4567_89ab_cdef);

    [Fact]
    public void ItIsWrittenByteForByteAndNothingBehindIt()
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)0xee, LuoSer.Size + 8)];
        Ser.Write(bytes);
        Assert.Equal(Golden + "eeeeeeeeeeeeeeee", Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void WhatWasWrittenIsRead()
    {
        Assert.Null(LuoSer.TryRead(Convert.FromHexString(Golden), out LuoSer read));
        Assert.Equal(Ser, read);
        Assert.Equal(0x1_0000_3000UL, BitConverter.ToUInt64(Convert.FromHexString(Golden), LuoSer.SessionsAddressOffset));
    }

    [Theory]
    [InlineData("luo-v4", "luo-v4")]
    [InlineData("luo-v2", "luo-v2")]
    [InlineData("luo-v55", "luo-v55")]
    [InlineData("luo-v5%00x", null)]
    [InlineData("luo-v", "luo-v")]
    [InlineData("", "")]
    [InlineData("%d0%0d%fe%ed", "%D0%0D%FE%ED")]
    public void AnotherVersionIsRefusedByTheNameThatWasFound(string compatible, string? found)
    {
        Assert.True(ByteString.TryParsePercent(compatible, out ByteString name, out _));
        byte[] bytes = new byte[LuoSer.Size];
        name.Span.CopyTo(bytes);
        string? error = LuoSer.TryRead(bytes, out LuoSer read);
        Assert.Equal(found is null ? null : $"luo_ser: byte 0: compatible with '{found}', not with 'luo-v5'", error);
        Assert.Equal(found is null, LuoSer.IsCompatible(bytes));
        Assert.Equal(default, read);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public void TooFewBytesAreRefusedAtTheFirstThatIsMissing(int length)
    {
        byte[] bytes = Convert.FromHexString(Golden)[..length];
        Assert.Equal($"luo_ser: {length} bytes, 32 needed; byte {length} is missing", LuoSer.TryRead(bytes, out _));
        Assert.Throws<ArgumentException>(() => Ser.Write(bytes));
    }
}
