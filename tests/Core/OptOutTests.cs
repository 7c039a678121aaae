using LuoVerified.Core.Samples;
using LuoVerified.Core.Watching;

namespace LuoVerified.Core.Tests;

/// <summary>Unwatched code is left alone.</summary>
public class OptOutTests
{
    private readonly OptOut _object = new();

    [Fact]
    public void AMethodWithAllThatItCalls()
    {
        Assert.Equal(["read OptOut._count | _count;"], Recorder.Of(() => _object.Watched()));
        Assert.Empty(Recorder.Of(() => _object.Inspect()));
        Assert.Empty(Recorder.Of(() => _ = _object.Label));
        Assert.Equal(2, _object.Inspect());
    }

    [Fact]
    public void TheObserverIsBackHoweverTheMethodEnds()
    {
        Assert.Equal(
            ["read OptOut._count", "read OptOut._count"],
            Recorder.Short(() =>
            {
                _object.Fails(early: true);
                _object.Watched();
                Assert.Throws<InvalidOperationException>(() => _object.Fails(early: false));
                _object.Watched();
            }));
        Assert.Null(Watch.Observer);
    }

    [Fact]
    public void ATypeButNotWhatItCalls() =>
        Assert.Equal(["read OptOut._count"], Recorder.Short(() => new Infrastructure().Run(() => _object.Watched())));
}
