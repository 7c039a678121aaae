using System.Text;
using System.Threading.Tasks;
using LuoVerified.Check.Explained;
using LuoVerified.Pages;
using Microsoft.Playwright;

namespace LuoVerified.Browser.Tests;

/// <summary>Pages of traces that somebody else wrote, and of very long ones; and that the checks of the other tests bite.</summary>
public class HostilePageTests(Browser browser, Traces traces) : IClassFixture<Browser>, IClassFixture<Traces>
{
    private const string Deadlock = "quiesce-after-last-close.as-posted.deadlock";
    private const string Hostile = "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">&amp;\u001b[31m\u0000\u202e{{data}}";

    [Fact]
    public async Task WhatATraceFileSaysIsShownAndDoesNothing()
    {
        string trace = File.ReadAllText(traces.Trace(Deadlock)).Replace("mode exhaustive", $"mode {Hostile}", StringComparison.Ordinal);
        string file = traces.PageOf("hostile", trace);
        Assert.DoesNotContain(File.ReadAllBytes(file), octet => octet < 0x20 && octet != '\n');

        await using WatchedPage page = await browser.OpenAsync(file);
        await Assertions.Expect(page.Page.Locator("#more .note")).ToContainTextAsync("</script><script>document.title='taken'");
        await Assertions.Expect(page.Page.Locator("#more .note")).ToContainTextAsync("&amp;\u241b[31m\u2400\ufffd{{data}}");
        Assert.StartsWith("deadlock: ", await page.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Empty(page.Complaints);
        Assert.Single(page.Requests);
    }

    [Fact]
    public async Task EveryTextOfATraceIsShownAndDoesNothing()
    {
        ExplainedTrace trace = LongRun.WithNeighbour(3, 2, Hostile);
        string file = traces.Write("texts.html", TracePage.Of(new TraceDocument(Hostile, trace, [new SourceExcerpt(Hostile, 1, [Hostile], false)])));
        Assert.DoesNotContain(File.ReadAllBytes(file), octet => octet < 0x20 && octet != '\n');

        await using WatchedPage page = await browser.OpenAsync(file);
        await page.Button(2).HoverAsync();
        await Assertions.Expect(page.Details).ToContainTextAsync("onerror");
        Assert.Equal(0, await page.Page.Locator("img").CountAsync());
        Assert.NotEqual("taken", await page.Page.TitleAsync());
        Assert.Empty(page.Complaints);
        Assert.Single(page.Requests);
    }

    [Theory]
    [InlineData(2000, 2000)]
    [InlineData(9999, 2000)]
    public async Task ALongRunIsCutVisiblyAndStaysInHand(int steps, int most)
    {
        string file = traces.Write($"long{steps}.html", TracePage.Of(new TraceDocument("luo replay x", LongRun.Of(steps, "create a"), [])));
        Assert.InRange(new FileInfo(file).Length, 100_000, TracePage.MaxBytes);

        await using WatchedPage page = await browser.OpenAsync(file);
        int[] shown = await page.StepsAsync();
        Assert.InRange(shown.Length, 1000, most);
        Assert.Equal((1, steps), (shown[0], shown[^1]));
        await Assertions.Expect(page.Row(steps)).ToBeInViewportAsync();
        Assert.Equal(shown.Length == steps ? 0 : 1, await page.Page.GetByText("are left out").CountAsync());

        await page.Button(steps).FocusAsync();
        await page.Page.Keyboard.PressAsync("Home");
        await Assertions.Expect(page.Button(1)).ToBeFocusedAsync();
        await Assertions.Expect(page.Row(1)).ToBeInViewportAsync();
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public void ATextThatIsTooLongIsCut()
    {
        string page = TracePage.Of(new TraceDocument(new string('x', 3_000_000), LongRun.Of(3, "create a"), []));
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, TracePage.MaxBytes);
        Assert.Contains("... (cut)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APageWithFaultsIsSeenToHaveThem()
    {
        string file = traces.Write("faulty.html", "<title>x</title><img src='y.png'><script>console.error('one'); throw new Error('two');</script>");
        await using WatchedPage page = await browser.OpenAsync(file);
        Assert.Contains(await page.FindingsAsync(), finding => finding.StartsWith("image-alt: ", StringComparison.Ordinal));
        Assert.Contains("error: one", page.Complaints);
        Assert.Contains(page.Complaints, complaint => complaint.Contains("two", StringComparison.Ordinal));
        Assert.Equal(2, page.Requests.Count);
    }
}
