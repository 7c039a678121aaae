using System.Text;
using System.Threading.Tasks;
using LuoVerified.Pages;
using Microsoft.Playwright;

namespace LuoVerified.Browser.Tests;

/// <summary>The nearest schedule that passes, beside the run that does not.</summary>
public class NeighbourPageTests(Browser browser, Traces traces) : IClassFixture<Browser>, IClassFixture<Traces>
{
    private const string UseAfterFree = "retrieve-against-retrieve-and-close.as-posted.use-after-free";
    private const int Parts = 18;

    [Fact]
    public async Task BothRunsAreAlignedUpToTheStepAtWhichTheyPart()
    {
        await using WatchedPage page = await browser.OpenAsync(traces.Page(UseAfterFree));
        int[] near = await page.StepsAsync("near");
        Assert.Equal(Enumerable.Range(1, near.Length), near);
        Assert.InRange(near.Length, Parts + 1, 30);
        for (int step = 1; step < Parts; step++)
        {
            Assert.Contains(await ShownAsync(page.Button(step)), await ShownAsync(page.Passing(step)), StringComparison.Ordinal);
        }

        await Assertions.Expect(page.Button(Parts)).ToContainTextAsync("free session(a)");
        await Assertions.Expect(page.Passing(Parts)).ToContainTextAsync("acquire-write session(a).mutex");
        ILocator mark = page.Page.Locator("tr.parts");
        await Assertions.Expect(mark.Locator(".run")).ToContainTextAsync("here the nearest schedule that passes goes another way");
        await Assertions.Expect(mark.Locator(".near")).ToContainTextAsync("from here on another way");
        Assert.Equal($"{Parts}", await mark.EvaluateAsync<string>("row => row.nextElementSibling.dataset.step"));
        await Assertions.Expect(page.Passing(Parts)).ToBeInViewportAsync();
        Assert.Empty(await page.FindingsAsync());

        static Task<string> ShownAsync(ILocator button) =>
            button.EvaluateAsync<string>("button => [...button.childNodes].filter(node => !node.className).map(node => node.textContent).join('').trim()");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task InANarrowWindowOneIsShownAtATime(ColorScheme theme)
    {
        await using WatchedPage page = await browser.OpenAsync(traces.Page(UseAfterFree), theme, width: 1000);
        Assert.Empty(await page.StepsAsync("near"));
        Assert.Equal(Enumerable.Range(1, 20), await page.StepsAsync());

        await page.Page.GetByLabel("what passes").CheckAsync();
        Assert.Empty(await page.StepsAsync());
        int[] near = await page.StepsAsync("near");
        Assert.InRange(near.Length, Parts + 1, 30);
        await Assertions.Expect(page.Details).ToContainTextAsync($"of {near.Length} of the schedule that passes");
        await page.ScreenshotAsync($"passes.{theme}");
        Assert.Empty(await page.FindingsAsync());

        await page.Page.GetByLabel("B", new() { Exact = true }).UncheckAsync();
        Assert.InRange((await page.StepsAsync("near")).Length, 1, near.Length - 1);
        await Assertions.Expect(page.Page.Locator("#shown")).ToContainTextAsync($"of {near.Length} steps shown");

        // The violation is in the other run.
        await page.Page.Locator("#to-violation").ClickAsync();
        await Assertions.Expect(page.Button(20)).ToBeFocusedAsync();
        Assert.Equal(Enumerable.Range(1, 20), await page.StepsAsync());
        Assert.Empty(await page.StepsAsync("near"));
    }

    [Fact]
    public async Task WhatIsShownFollowsTheWindowUntilTheReaderChooses()
    {
        await using WatchedPage page = await browser.OpenAsync(traces.Page(UseAfterFree));
        await Assertions.Expect(page.Passing(1)).ToBeVisibleAsync();
        await page.Page.SetViewportSizeAsync(1000, 1000);
        await Assertions.Expect(page.Passing(1)).ToBeHiddenAsync();
        await page.Page.GetByLabel("both").CheckAsync();
        await page.Page.SetViewportSizeAsync(1500, 1000);
        await page.Page.SetViewportSizeAsync(1000, 1000);
        await Assertions.Expect(page.Passing(1)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task TheArrowsGoOverAndBack()
    {
        await using WatchedPage page = await browser.OpenAsync(traces.Page(UseAfterFree));
        await page.Button(Parts).FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Passing(Parts)).ToBeFocusedAsync();
        await Assertions.Expect(page.Details).ToContainTextAsync($"Step {Parts} of ");
        await Assertions.Expect(page.Details).ToContainTextAsync("of the schedule that passes: B");
        await Assertions.Expect(page.Details).ToContainTextAsync("B, in retrieve a, takes the lock session(a).mutex");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Passing(Parts)).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Passing(Parts + 1)).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(page.Button(Parts + 1)).ToBeFocusedAsync();
        await Assertions.Expect(page.Page.Locator("#details-title")).ToHaveTextAsync($"Step {Parts + 1} of 20: A");
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(page.Button(Parts + 1)).ToBeFocusedAsync();
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task WithoutOneThereIsNothingToChoose()
    {
        await using WatchedPage page = await browser.OpenAsync(traces.Page("two-aborts.as-posted.linearizable"));
        await Assertions.Expect(page.Page.Locator("#view")).ToBeHiddenAsync();
        await Assertions.Expect(page.Page.Locator("#lines")).ToContainTextAsync("every other schedule breaks a rule, too");
        Assert.Equal(0, await page.Page.Locator(".near").CountAsync());
        Assert.Empty(page.Complaints);
    }

    [Theory]
    [InlineData(2000, 1)]
    [InlineData(2000, 1500)]
    [InlineData(9999, 5000)]
    public async Task LongRunsAreCutVisiblyAndStayInHand(int steps, int parts)
    {
        string html = TracePage.Of(new TraceDocument("luo replay x", LongRun.WithNeighbour(steps, parts, "create a"), []));
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 100_000, TracePage.MaxBytes);
        await using WatchedPage page = await browser.OpenAsync(traces.Write($"near{steps}.{parts}.html", html));
        int[] run = await page.StepsAsync();
        int[] near = await page.StepsAsync("near");
        Assert.Equal(steps, run[^1]);
        Assert.InRange(near[^1], parts + 50, steps - 1);
        await Assertions.Expect(page.Page.Locator("tr.gap").Last).ToContainTextAsync($"Steps {near[^1] + 1} to {steps} are left out");

        await page.Passing(parts).FocusAsync();
        await page.Page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.Passing(near[^1])).ToBeFocusedAsync();
        await Assertions.Expect(page.Row(near[^1])).ToBeInViewportAsync();
        Assert.Empty(page.Complaints);
    }
}
