using FsCheck.Xunit;

namespace LuoVerified.Abi.Tests;

[Properties(Arbitrary = [typeof(Arbitraries)])]
public class SessionNameTests
{
    [Property(MaxTest = 500)]
    public bool ANameIsOneToSixtyThreeBytesWithoutNul(ByteString bytes)
    {
        bool expected = bytes.Length is >= 1 and <= 63 && !bytes.Span.Contains((byte)0);
        bool created = SessionName.TryCreate(bytes, out SessionName name);
        return created == expected && name.IsValid == expected && (!created || name.Bytes == bytes);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void TheLengthsAtTheEdgesAreJudgedAsDocumented(int length, bool fits)
    {
        var bytes = new ByteString(Enumerable.Repeat((byte)'x', length).ToArray());
        Assert.Equal(fits, SessionName.TryCreate(bytes, out _));
    }

    [Fact]
    public void CreateSaysWhyBytesAreNoName()
    {
        Assert.Contains("empty", Refused([]));
        Assert.Contains("64 bytes, at most 63", Refused(new byte[64]));
        Assert.Contains("NUL at byte 1", Refused([1, 0, 2]));

        static string Refused(byte[] bytes) =>
            Assert.Throws<ArgumentException>(() => SessionName.Create(new ByteString(bytes))).Message;
    }

    [Property]
    public bool TheTextOfANameReadsBackAsTheName(SessionName name) =>
        SessionName.Parse(name.ToString()) == name
        && SessionName.TryParse(name.ToString(), out SessionName back) && back == name;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("%00")]
    [InlineData("a%0")]
    [InlineData("(no name)%")]
    public void TextThatIsNoNameIsNotParsed(string? text)
    {
        Assert.False(SessionName.TryParse(text, out SessionName name));
        Assert.False(name.IsValid);
    }

    [Fact]
    public void ParseSaysWhereTheEscapeIsMalformed() =>
        Assert.Contains("index 2", Assert.Throws<FormatException>(() => SessionName.Parse("ab%zz")).Message);

    [Fact]
    public void TheDefaultValueIsNoNameAndGuardsItsBytes()
    {
        SessionName none = default;
        Assert.False(none.IsValid);
        Assert.Throws<InvalidOperationException>(() => none.Bytes);
        Assert.Equal("(no name)", none.ToString());
        Assert.True(none < SessionName.Parse("%01"));
        Assert.Equal(none, default);
    }

    [Property]
    public bool NamesAreComparedByTheirBytes(SessionName left, SessionName right) =>
        left.CompareTo(right) == left.Bytes.CompareTo(right.Bytes) && (left == right) == (left.Bytes == right.Bytes);
}
