using System.CommandLine;
using LuoVerified.Check;
using LuoVerified.Cli.Assemblies;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo scenarios</c>: lists the catalogue and what designs carry beside it, or prints some of them.</summary>
internal static class ScenariosCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="designs">The designs that there are.</param>
    /// <returns>The command with its arguments and its action.</returns>
    public static Command Build(KnownDesigns designs)
    {
        Argument<string[]> names = NamedValue.Arguments(
            "Print these scenarios whole, as files that 'luo check FILE' takes.", designs.Scenarios.Select(scenario => scenario.Name));
        var command = new Command("scenarios", "List the scenarios of the catalogue and those that designs carry, or print some of them.")
        {
            names, AssemblyOption.Make(),
        };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            string[] wanted = parsed.GetValue(names) ?? [];
            if (wanted.Length == 0)
            {
                foreach (Scenario scenario in designs.Scenarios)
                {
                    output.Write($"{scenario.Name}\n    {Printable.Of(scenario.Summary)}\n");
                    string[] carriers = [.. designs.All.Where(design => design.Carries(scenario)).Select(design => design.Name)];
                    output.Write(carriers.Length == 0 ? "" : $"{WrappedText.Of($"      of {string.Join(", ", carriers)}", "        ")}\n");
                }
            }

            IEnumerable<Scenario> printed = wanted.Select(name => designs.Scenarios.First(scenario => scenario.Name == name));
            output.Write(Printable.Lines(string.Join('\n', printed.Select(ScenarioText.Format))));
            return designs.Complain(parsed.InvocationConfiguration.Error);
        });
        return command;
    }
}
