using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace LuoVerified.Browser.Tests;

/// <summary>A page under test.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    public WatchedPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>What was written to the console, or thrown.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>What was asked for, the page itself first.</summary>
    public List<string> Requests { get; } = [];

    public ILocator Details => Page.Locator("#details");

    public ILocator Row(int step) => Page.Locator($"tr[data-step='{step}']");

    public ILocator Button(int step) => Row(step).Locator(".run button");

    /// <summary>A step of the nearest schedule that passes.</summary>
    public ILocator Passing(int step) => Row(step).Locator(".near button");

    /// <summary>The numbers of the steps that are to be seen, of the run or (<c>near</c>) of the schedule that passes.</summary>
    public Task<int[]> StepsAsync(string column = "run") => Page.EvaluateAsync<int[]>(
        "column => [...document.querySelectorAll(`td.${column} button`)].filter(button => button.checkVisibility())"
        + ".map(button => Number(button.closest('tr').dataset.step))",
        column);

    /// <summary>What axe finds, each with the element.</summary>
    public async Task<string[]> FindingsAsync()
    {
        AxeResult result = await Page.RunAxe();
        return [.. result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html}"))];
    }

    public Task ScreenshotAsync(string name) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, $"{name}.png"), FullPage = true });

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
