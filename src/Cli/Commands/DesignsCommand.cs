using System.CommandLine;
using LuoVerified.Check;
using LuoVerified.Cli.Assemblies;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo designs</c>: lists the designs, with what each says of itself.</summary>
internal static class DesignsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="designs">The designs that there are.</param>
    /// <returns>The command with its action.</returns>
    public static Command Build(KnownDesigns designs)
    {
        var command = new Command("designs", "List the designs, each with what it says of itself beside the default.")
        {
            AssemblyOption.Make(),
        };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            foreach (Design design in designs.All)
            {
                output.Write($"{design.Name}\n    {Printable.Of(design.Summary)}\n");
                foreach (string declaration in design.Declarations)
                {
                    output.Write($"{WrappedText.Of(Printable.Of($"      {declaration}"), "        ")}\n");
                }
            }

            return designs.Complain(parsed.InvocationConfiguration.Error);
        });
        return command;
    }
}
