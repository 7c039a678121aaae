using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using LuoVerified.Abi.Tests.Native;
using Microsoft.Playwright;

namespace LuoVerified.Browser.Tests;

/// <summary>Debian's Chromium, started once for a class of tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where pictures of the pages go; not under version control.</summary>
    public static string Screenshots { get; } = Path.Combine(Root(), "TestResults", "screenshots");

    public async ValueTask InitializeAsync()
    {
        if (Tools.Find("chromium") is not { } chromium)
        {
            // The tests are skipped, or in CI fail, when they ask for a page.
            return;
        }

        _playwright = await Playwright.CreateAsync();

        // The pages are ours; containers do not let the sandbox work.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, ChromiumSandbox = false });
    }

    /// <summary>A page that notes what it complains of and what it asks the network for.</summary>
    /// <param name="file">The file.</param>
    /// <param name="theme">Light or dark.</param>
    /// <param name="width">The width of the window, in pixels; 1,000 is too narrow for two runs side by side.</param>
    public async Task<WatchedPage> OpenAsync(string file, ColorScheme theme = ColorScheme.Light, int width = 1500)
    {
        Tools.Require("chromium");
        IBrowserContext context = await _browser!.NewContextAsync(
            new() { ColorScheme = theme, ViewportSize = new() { Width = width, Height = 1000 } });
        var page = new WatchedPage(await context.NewPageAsync());
        await page.Page.GotoAsync($"file://{file}");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
