using FsCheck.Xunit;

namespace LuoVerified.Abi.Tests;

[Properties(Arbitrary = [typeof(Arbitraries)])]
public class PercentTextTests
{
    [Property(MaxTest = 500)]
    public bool AnyBytesComeBackFromTheirText(ByteString value) =>
        ByteString.TryParsePercent(value.ToString(), out ByteString back, out int errorIndex)
        && back == value && errorIndex == -1;

    [Property]
    public bool TheTextIsPrintableAsciiWithoutBlanks(ByteString value) =>
        value.ToString().All(c => c is >= '!' and <= '~');

    [Fact]
    public void EveryByteHasTheTextThatTheRuleGives()
    {
        for (int i = 0; i < 256; i++)
        {
            string expected = i is >= 0x21 and <= 0x7e and not '%' ? ((char)i).ToString() : $"%{i:X2}";
            Assert.Equal(expected, new ByteString([(byte)i]).ToString());
        }
    }

    [Theory]
    [InlineData("vm-1", "766d2d31")]
    [InlineData("%00%fF%Ff", "00ffff")]
    [InlineData("a b\n", "6120620a")]
    [InlineData("%25", "25")]
    [InlineData("ä€🐧", "c3a4e282acf09f90a7")]
    [InlineData("", "")]
    public void TextIsReadByteForByte(string text, string hex)
    {
        Assert.True(ByteString.TryParsePercent(text, out ByteString value, out int errorIndex));
        Assert.Equal(hex, Convert.ToHexStringLower(value.Span));
        Assert.Equal(-1, errorIndex);
    }

    [Theory]
    [InlineData("%", 0)]
    [InlineData("a%", 1)]
    [InlineData("a%4", 1)]
    [InlineData("%41%4", 3)]
    [InlineData("%4g", 0)]
    [InlineData("%%41", 0)]
    [InlineData("%+1", 0)]
    [InlineData("% 1", 0)]
    [InlineData("ä%\u0664\u0661", 1)]
    public void AMalformedEscapeIsAnErrorAtItsIndex(string text, int index) => AssertErrorAt(index, text);

    [Fact]
    public void HalfASurrogatePairIsAnErrorAtItsIndex()
    {
        AssertErrorAt(1, "a\ud83d");
        AssertErrorAt(0, "\udc27b");
    }

    private static void AssertErrorAt(int index, string text)
    {
        Assert.False(ByteString.TryParsePercent(text, out ByteString value, out int errorIndex));
        Assert.Equal(index, errorIndex);
        Assert.Equal(default, value);
    }
}
