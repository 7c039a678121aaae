using LuoVerified.Impl;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Scenarios;
using Spectre.Console;

namespace LuoVerified.Cli.Checking;

/// <summary>A line on the terminal that is drawn anew while a check runs.</summary>
/// <param name="status">The line.</param>
internal sealed class LiveProgress(StatusContext status) : ICheckProgress
{
    private const int Every = 64;

    private string _head = "";

    public void Began(int number, int total, Scenario scenario, Design design)
    {
        _head = $"{number}/{total} {scenario.Name} on {design.Name}";
        status.Status(Markup.Escape(_head));
    }

    public void Ran(long schedules)
    {
        if (schedules % Every == 0)
        {
            status.Status(Markup.Escape($"{_head}: {schedules} schedules"));
        }
    }

    public void Ended(CheckResult result)
    {
    }

    public void Shrinking(CheckResult result) =>
        status.Status(Markup.Escape($"{result.Scenario.Name} on {result.Design.Name}: shrinking"));

    public void Failed(string why)
    {
    }
}
