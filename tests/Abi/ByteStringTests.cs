using FsCheck.Xunit;

namespace LuoVerified.Abi.Tests;

[Properties(Arbitrary = [typeof(Arbitraries)])]
public class ByteStringTests
{
    [Fact]
    public void TheDefaultValueIsTheEmptySequence()
    {
        Assert.Equal(new ByteString([]), default);
        Assert.Equal(new ByteString([]).GetHashCode(), default(ByteString).GetHashCode());
        Assert.Equal("", default(ByteString).ToString());
        Assert.True(default(ByteString).Span.IsEmpty);
    }

    [Fact]
    public void ChangingTheSourceAfterwardsDoesNotShow()
    {
        byte[] source = [1, 2];
        var copy = new ByteString(source);
        source[0] = 9;
        Assert.Equal(new byte[] { 1, 2 }, copy.Span);
    }

    [Fact]
    public void TheHashIsFnv1aAndSoTheSameInEveryProcess()
    {
        Assert.Equal(unchecked((int)2166136261), default(ByteString).GetHashCode());
        Assert.Equal(unchecked((int)0xbf9cf968), ByteString.FromUtf8("foobar").GetHashCode()); // published test vector
    }

    [Property]
    public bool EqualBytesAreEqualWithEqualHashes(ByteString value)
    {
        var other = new ByteString(value.Span);
        return value == other && value.Equals((object)other) && value.GetHashCode() == other.GetHashCode();
    }

    [Property]
    public bool AnyChangedByteMakesADifferentValue(ByteString value, byte place, byte change)
    {
        if (value.Length == 0 || change == 0)
            return true;
        byte[] bytes = value.Span.ToArray();
        bytes[place % bytes.Length] ^= change;
        return value != new ByteString(bytes);
    }

    [Property]
    public bool OrderIsTotalAndAgreesWithEquality(ByteString left, ByteString right) =>
        (left == right) == (left.CompareTo(right) == 0)
        && Math.Sign(left.CompareTo(right)) == -Math.Sign(right.CompareTo(left))
        && (left < right) == (right > left) && (left <= right) == (right >= left);

    [Fact]
    public void OrderIsThatOfUnsignedBytesWithThePrefixFirst()
    {
        ByteString[] ordered = [default, new([0]), new([0, 0]), new([0x7f]), new([0x80]), new([0xff])];
        Assert.Equal(ordered, ordered.Reverse().Order());
    }

    [Fact]
    public void FromUtf8HasNoByteOrderMarkAndNoNul() =>
        Assert.Equal(new byte[] { 0x61, 0xc3, 0xa4, 0xf0, 0x9f, 0x90, 0xa7 }, ByteString.FromUtf8("aä🐧").Span);

    [Fact]
    public void FromUtf8RefusesHalfASurrogatePair() =>
        Assert.ThrowsAny<ArgumentException>(() => ByteString.FromUtf8("a\ud83d"));
}
