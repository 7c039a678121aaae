using System.CommandLine;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo scenarios</c>: lists the catalogue, or prints scenarios of it.</summary>
internal static class ScenariosCommand
{
    /// <summary>Makes the command.</summary>
    /// <returns>The command with its arguments and its action.</returns>
    public static Command Build()
    {
        Argument<string[]> names = NamedValue.Arguments(
            "Print these scenarios whole, as files that 'luo check FILE' takes.", Catalogue.All.Select(scenario => scenario.Name));
        var command = new Command("scenarios", "List the scenarios of the catalogue, or print some of them.") { names };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            string[] wanted = parsed.GetValue(names) ?? [];
            if (wanted.Length == 0)
            {
                foreach (Scenario scenario in Catalogue.All)
                {
                    output.Write($"{scenario.Name}\n    {scenario.Summary}\n");
                }
            }

            output.Write(string.Join('\n', wanted.Select(name => ScenarioText.Format(Catalogue.Find(name)!))));
            return ExitCode.Ok;
        });
        return command;
    }
}
