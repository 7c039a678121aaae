using System.Threading.Tasks;
using Microsoft.Playwright;

namespace LuoVerified.Browser.Tests;

/// <summary>The page of a trace in a real browser.</summary>
public class TracePageTests(Browser browser, Traces traces) : IClassFixture<Browser>, IClassFixture<Traces>
{
    private const string UseAfterFree = "retrieve-against-retrieve-and-close.as-posted.use-after-free";
    private const string Deadlock = "quiesce-after-last-close.as-posted.deadlock";

    public static TheoryData<string, ColorScheme> Pages()
    {
        string[] names =
        [
            UseAfterFree,
            Deadlock,
            "two-deserializes-against-a-retrieve.as-posted.data-race.3",
            "serialize-against-retrieve.as-posted.linearizable",
            "serialize-against-create.as-posted.image-equals-live",
            "live-update-under-load.as-posted.nothing-lost",
            "boot-without-memory.as-posted.uninitialised-read",
        ];
        var pages = new TheoryData<string, ColorScheme>();
        foreach (string name in names)
        {
            pages.Add(name, ColorScheme.Light);
        }

        // Colours do not depend on what is drawn: two pages that have all of them.
        pages.Add(UseAfterFree, ColorScheme.Dark);
        pages.Add(Deadlock, ColorScheme.Dark);

        return pages;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task ThePageShowsTheViolationAndComplainsOfNothing(string name, ColorScheme theme)
    {
        await using WatchedPage page = await browser.OpenAsync(traces.Page(name), theme);
        await page.ScreenshotAsync($"{name}.{theme}");

        await Assertions.Expect(page.Page.Locator("#rule")).ToHaveTextAsync($"Broken rule: {name.Split('.')[2]}");
        await Assertions.Expect(page.Page.Locator("#steps tr.part").Last).ToBeInViewportAsync();
        await Assertions.Expect(page.Page.Locator("#lines")).ToContainTextAsync("What must hold");
        await Assertions.Expect(page.Page.Locator("#command")).ToHaveTextAsync($"luo replay {traces.Trace(name)}");
        await page.Page.Locator("#help summary").ClickAsync();
        Assert.Empty(await page.FindingsAsync());

        await page.Page.SetViewportSizeAsync(700, 1000);
        await page.ScreenshotAsync($"{name}.{theme}.narrow");
        Assert.Empty(await page.FindingsAsync());
        Assert.Empty(page.Complaints);
        Assert.Single(page.Requests);
    }

    [Fact]
    public async Task AViolationInTheSetUpIsShownWithItsCalls()
    {
        string scenario = traces.Write("early.scenario", "scenario early\nsummary The set-up itself breaks a rule.\nsetup create b; create\nthread create a\n");
        await using WatchedPage page = await browser.OpenAsync(traces.Page("early.as-posted.names-intact", scenario));
        await page.ScreenshotAsync("early");
        await Assertions.Expect(page.Page.Locator("#rule")).ToHaveTextAsync("Broken rule: names-intact");
        await Assertions.Expect(page.Page.Locator("#setup")).ToContainTextAsync("create b = ok; create = ");
        await Assertions.Expect(page.Page.Locator("#setup")).ToContainTextAsync("the rule is broken in the set-up itself");
        await Assertions.Expect(page.Page.Locator("#columns")).ToBeHiddenAsync();
        Assert.Empty(await page.FindingsAsync());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task TheThemesDiffer()
    {
        const string Background = "getComputedStyle(document.body).backgroundColor";
        await using WatchedPage light = await browser.OpenAsync(traces.Page(Deadlock), ColorScheme.Light);
        await using WatchedPage dark = await browser.OpenAsync(traces.Page(Deadlock), ColorScheme.Dark);
        Assert.Equal("rgb(255, 255, 255)", await light.Page.EvaluateAsync<string>(Background));
        Assert.Equal("rgb(20, 23, 26)", await dark.Page.EvaluateAsync<string>(Background));
    }

    [Fact]
    public async Task PointingShowsAStepAndAClickPinsIt()
    {
        await using WatchedPage page = await browser.OpenAsync(traces.Page(UseAfterFree));
        await page.Button(11).HoverAsync();
        await Assertions.Expect(page.Details).ToContainTextAsync("Step 11 of 20: A");
        await Assertions.Expect(page.Details).ToContainTextAsync("writes true to session(a).Retrieved");
        await Assertions.Expect(page.Details.Locator("tr.changed")).ToContainTextAsync("[a][a (retrieved)] (changed)");
        await Assertions.Expect(page.Details).ToContainTextAsync("Only A.");
        await Assertions.Expect(page.Details).ToContainTextAsync("B waits for session(a).mutex.");
        await Assertions.Expect(page.Details.Locator("pre mark")).ToContainTextAsync("session.Retrieved");

        await page.Button(11).ClickAsync();
        await page.Button(3).HoverAsync();
        await Assertions.Expect(page.Details).ToContainTextAsync("Step 11 of 20: A");
        await Assertions.Expect(page.Button(11)).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Empty(await page.FindingsAsync());

        await page.Details.GetByText("Unpin").ClickAsync();
        await page.Button(3).HoverAsync();
        await Assertions.Expect(page.Details).ToContainTextAsync("Step 3 of 20: B");
    }

    [Fact]
    public async Task EverythingCanBeReachedByKeyboard()
    {
        await using WatchedPage page = await browser.OpenAsync(traces.Page(UseAfterFree));
        await page.Page.Locator("#to-violation").FocusAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Button(20)).ToBeFocusedAsync();

        await PressAsync("ArrowUp", 19);
        await PressAsync("Home", 1);
        await PressAsync("ArrowDown", 2);
        await PressAsync("PageDown", 12);
        await page.Page.Keyboard.PressAsync("Enter");
        await PressAsync("ArrowDown", 13, shown: 12);
        await page.Page.Keyboard.PressAsync("Escape");
        await PressAsync("End", 20);
        await PressAsync("ArrowUp", 19);
        await PressAsync("v", 20);
        await Assertions.Expect(page.Row(20)).ToBeInViewportAsync();

        async Task PressAsync(string key, int step, int? shown = null)
        {
            await page.Page.Keyboard.PressAsync(key);
            await Assertions.Expect(page.Button(step)).ToBeFocusedAsync();
            await Assertions.Expect(page.Page.Locator("#details-title")).ToContainTextAsync($"Step {shown ?? step} of 20");
        }
    }

    [Fact]
    public async Task StepsAreFilteredByThreadAndByLock()
    {
        await using WatchedPage page = await browser.OpenAsync(traces.Page(UseAfterFree));
        await page.Page.GetByLabel("B", new() { Exact = true }).UncheckAsync();
        Assert.Equal(Enumerable.Range(5, 15), await page.StepsAsync());
        await Assertions.Expect(page.Page.Locator("#shown")).ToHaveTextAsync("15 of 20 steps shown");

        await page.Page.Locator("#lock").SelectOptionAsync("incoming.rwsem");
        Assert.Equal((IEnumerable<int>)[6, 7, 16, 17], await page.StepsAsync());

        await page.Page.Locator("#to-violation").ClickAsync();
        Assert.Equal(Enumerable.Range(1, 20), await page.StepsAsync());
        await Assertions.Expect(page.Button(20)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task WhatComesBeforeAndAfterIsMarked()
    {
        await using WatchedPage page = await browser.OpenAsync(traces.Page(Deadlock));
        await page.Page.Locator("#lines button.link").First.ClickAsync();
        Assert.Equal("\u25b2\u25b2\u25b2\u25c7\u25c7\u25c7\u25c7\u25c7\u25c7\u25c7\u25c7\u25c7\u25c7", await MarksAsync());
        await page.Button(11).HoverAsync();
        Assert.Equal("\u25c7\u25c7\u25c7\u25b2\u25b2\u25b2\u25b2\u25b2\u25b2\u25b2\u25bc\u25bc\u25c7", await MarksAsync());

        Task<string> MarksAsync() => page.Page.EvaluateAsync<string>(
            "[...document.querySelectorAll('tr[data-step] th')].map(cell => cell.dataset.order).join('')");
    }

    [Fact]
    public async Task TheCommandIsCopied()
    {
        await using WatchedPage page = await browser.OpenAsync(traces.Page(Deadlock));
        await page.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.Page.Locator("#copy").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#copy")).ToHaveTextAsync("Copied");
        Assert.Equal($"luo replay {traces.Trace(Deadlock)}", await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }
}
