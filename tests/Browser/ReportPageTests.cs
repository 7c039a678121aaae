using System.Threading.Tasks;
using Microsoft.Playwright;

namespace LuoVerified.Browser.Tests;

/// <summary>The pages of a report of <c>luo prove</c>.</summary>
public sealed class ReportPageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task TheReportLeadsToTheTraces(ColorScheme theme)
    {
        CommandRun run = Prove("--scenario", "two-serializes", "--scenario", "two-retrieves", "--scenario", "two-deserializes-against-a-retrieve");
        Assert.Equal(0, run.ExitCode);
        await using WatchedPage page = await browser.OpenAsync(Path.Combine(_scratch.Folder, "html", "index.html"), theme);
        await page.ScreenshotAsync($"report.{theme}");

        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync("every expectation met");
        await Assertions.Expect(page.Page.Locator("#scenarios tbody tr")).ToHaveCountAsync(6);
        await page.Page.Locator("#scenarios details").First.Locator("summary").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#scenarios details li").First).ToContainTextAsync("A: ");
        Assert.Empty(await page.FindingsAsync());

        // Every link leads to a page that is there.
        string[] links = await page.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#scenarios a')].map(a => a.getAttribute('href'))");
        Assert.InRange(links.Length, 9, 100);
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(_scratch.Folder, "html", link)), link));
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "linearizable", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#rule")).ToHaveTextAsync("Broken rule: linearizable");
        Assert.Empty(page.Complaints);
        Assert.Equal(2, page.Requests.Count);
    }

    [Fact]
    public async Task WhatIsNotAsExpectedIsSaidAndTextsDoNothing()
    {
        string scenario = _scratch.Write(
            "wrong.scenario",
            "scenario wrong\nsummary <script>document.title='taken'</script>\nthread serialize\nthread serialize\nexpect as-posted: pass\nexpect hardened: pass\n");
        CommandRun run = Prove(scenario);
        Assert.Equal(1, run.ExitCode);
        await using WatchedPage page = await browser.OpenAsync(Path.Combine(_scratch.Folder, "html", "index.html"));
        await Assertions.Expect(page.Page).ToHaveTitleAsync("not as expected");
        await Assertions.Expect(page.Page.Locator("#scenarios td.bad")).ToHaveTextAsync("NO: expected pass");
        await Assertions.Expect(page.Page.Locator("#scenarios th .note").First).ToHaveTextAsync("<script>document.title='taken'</script>");
        Assert.Empty(await page.FindingsAsync());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public void AFolderThatCannotBeMadeIsSaidBeforeTheWorkBegins()
    {
        string file = _scratch.Write("file", "");
        CommandRun run = CommandRun.Of("prove", "--scenario", "two-serializes", "--html", file, "--out", _scratch.Folder);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"luo: {file}: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("[1/", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private CommandRun Prove(params string[] what) => CommandRun.Of(
        ["prove", .. what, "--samples", "0", "--out", _scratch.Folder, "--html", Path.Combine(_scratch.Folder, "html")]);
}
