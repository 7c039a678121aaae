namespace LuoVerified.Abi.Tests;

public class LimitsTests
{
    [Fact]
    public void ABlockHoldsOneThousandAndTwentyThreeSessions() => Assert.Equal(1023, Limits.SessionCapacity);

    [Fact]
    public void ABlockIsSixteenPages() => Assert.Equal(65_536, Limits.SessionBlockSize);

    [Fact]
    public void EntriesFollowTheCountWithoutPaddingAndLeaveFiftySixBytes()
    {
        Assert.Equal(8, SessionBlockLayout.EntryOffset(0));
        Assert.Equal(72, SessionBlockLayout.EntryOffset(1));
        Assert.Equal(65_416, SessionBlockLayout.EntryOffset(1022));
        Assert.Equal(65_536 - 56, SessionBlockLayout.EntriesEnd);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1023)]
    public void AnEntryThatABlockDoesNotHaveHasNoOffset(int entry) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SessionBlockLayout.EntryOffset(entry));
}
