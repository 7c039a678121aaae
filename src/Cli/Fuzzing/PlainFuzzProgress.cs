using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Fuzzing;

/// <summary>A line now and then, where nobody watches a terminal.</summary>
/// <param name="writer">Takes the lines.</param>
internal sealed class PlainFuzzProgress(TextWriter writer) : IFuzzProgress
{
    private const int Every = 25;

    private int _last;

    public void Judging(int number, Scenario program, Design design)
    {
        if (number % Every == 0 && number != _last)
        {
            _last = number;
            Line($"[{number}]");
        }
    }

    public void Shrinking(int number, string rule, Design design)
    {
    }

    public void Found(FuzzFinding finding) => Line(
        $"[{finding.Number}] {finding.Rule} on {finding.Design.Name}: shrunk from {ProgramLength.Operations(finding.Original)} "
        + $"operations to {ProgramLength.Operations(finding.Smallest)}");

    private void Line(string text)
    {
        writer.Write($"{text}\n");
        writer.Flush();
    }
}
