namespace Examples;

/// <summary>A cache that knows how much it holds. It has one lock too few.</summary>
public class Cache
{
    protected readonly object Gate = new();
    private readonly Dictionary<string, string> _pages = [];

    public int Size { get; private set; }

    public int Sum => _pages.Values.Sum(page => page.Length);

    public virtual string Get(string name)
    {
        lock (Gate)
        {
            if (_pages.TryGetValue(name, out string? known)) return known;
        }

        lock (Gate)
        {
            // Another thread may have put the same page here since.
            string page = _pages[name] = $"page {name}";
            Size += page.Length;
            return page;
        }
    }
}

/// <summary>The same with one lock more: nobody comes between the two.</summary>
public class RepairedCache : Cache
{
    public override string Get(string name)
    {
        lock (Gate) return base.Get(name);
    }
}

public class CacheTests
{
    private static Protocol<Cache, string, string> Of(Func<Cache> make) =>
        Protocol.Of("cache", _ => make(), (Cache cache, string name) => cache.Get(name))
            .WithInvariant("size-fits", cache => (cache.Size, cache.Sum), seen => seen.Size == seen.Sum);

    [Fact]
    public void TwoReadersOfOnePageCountItTwice()
    {
        Subject subject = Of(() => new Cache()).Program([["a"], ["a"]]);
        Finding found = Assert.Single(Explorer.Explore(subject).AllFindings);
        Assert.Equal("size-fits", found.Violation.Check);
        Trace trace = Trace.Of(subject, found);
        Assert.True(Replayer.Replay(trace, subject).Reproduces(trace));
    }

    [Fact]
    public void WithOneLockMoreTheyDoNot() =>
        Assert.Equal(Verdict.Pass, Explorer.Explore(Of(() => new RepairedCache()), [["a", "b"], ["a"]]).Verdict);
}
