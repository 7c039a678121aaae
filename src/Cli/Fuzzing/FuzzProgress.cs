using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Fuzzing;

/// <summary>Shows how fuzzing gets on: a line for each finding, and where nobody watches a terminal one now and then.</summary>
/// <param name="line">Takes the lines.</param>
internal sealed class FuzzProgress(LiveLine line) : IFuzzProgress
{
    private const int Every = 25;

    private int _last;
    private int _found;

    public void Judging(int number, Scenario program, Design design)
    {
        line.Show(() => $"program {number} ({ProgramLength.Operations(program)} operations) on {design.Name}; rules broken: {_found}");
        if (!line.IsLive && number % Every == 0 && number != _last)
        {
            _last = number;
            Say($"[{number}]");
        }
    }

    public void Shrinking(int number, string rule, Design design) => line.Show($"program {number} breaks {rule} on {design.Name}: shrinking");

    public void Found(FuzzFinding finding)
    {
        _found++;
        Say($"[{finding.Number}] {finding.Rule} on {finding.Design.Name}: shrunk from {ProgramLength.Operations(finding.Original)} "
            + $"operations to {ProgramLength.Operations(finding.Smallest)}");
    }

    private void Say(string text)
    {
        line.Write($"{text}\n");
        line.Flush();
    }
}
