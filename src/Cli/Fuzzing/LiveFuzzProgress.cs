using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;
using Spectre.Console;

namespace LuoVerified.Cli.Fuzzing;

/// <summary>A line on the terminal that is drawn anew while programs are judged.</summary>
/// <param name="status">The line.</param>
internal sealed class LiveFuzzProgress(StatusContext status) : IFuzzProgress
{
    private int _found;

    public void Judging(int number, Scenario program, Design design) =>
        Show($"program {number} ({ProgramLength.Operations(program)} operations) on {design.Name}; rules broken: {_found}");

    public void Shrinking(int number, string rule, Design design) =>
        Show($"program {number} breaks {rule} on {design.Name}: shrinking");

    public void Found(FuzzFinding finding) => _found++;

    private void Show(string text) => status.Status(Markup.Escape(text));
}
