using System.Text;
using LuoVerified.Check;
using LuoVerified.Cli.Files;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Proving;

/// <summary><c>--accept</c>: what was found, and is not as expected, is written into the scenario files as what must be found.</summary>
internal static class AcceptedFindings
{
    /// <summary>Writes the files, all or none. What was not decided is not accepted, and what is as expected stays as it is written.</summary>
    /// <param name="certificate">What was found.</param>
    /// <param name="files">Each scenario with its file.</param>
    /// <param name="said">Takes a line for each file.</param>
    /// <returns>The certificate that the same command comes to with the files as they are now.</returns>
    /// <exception cref="FileProblemException">A file cannot be read or written, or is not what was read before.</exception>
    public static Certificate Write(Certificate certificate, IReadOnlyList<(Scenario Scenario, string File)> files, TextWriter said)
    {
        Dictionary<Scenario, Scenario> accepted = new(ReferenceEqualityComparer.Instance);
        List<OutputFile> outputs = [];
        foreach ((Scenario scenario, string file) in files)
        {
            Proof[] unexpected =
            [
                .. certificate.Rows.Select(row => row.Proof)
                    .Where(proof => proof.Scenario == scenario && proof.CoversAll && proof.AgainstExpectation != Verdict.Pass),
            ];
            if (unexpected.Length == 0)
            {
                continue;
            }

            string text = unexpected.Aggregate(ScenarioFile.ReadText(file), (text, proof) => ExpectationLines.State(
                text, proof.Design.Name, new Expectation([.. proof.Broken], []), [.. proof.DataRaces.Select(race => race.Race)]));
            accepted.Add(scenario, ScenarioText.Parse(text, file));
            outputs.Add(new OutputFile(file, Encoding.UTF8.GetBytes(text)));
        }

        OutputFiles.Write(outputs);
        foreach (OutputFile output in outputs)
        {
            said.Write($"{output.Path}: says what was found\n");
        }

        return certificate with
        {
            Plan = certificate.Plan with { Pairs = [.. certificate.Plan.Pairs.Select(pair => (Now(pair.Scenario), pair.Design))] },
            Rows = [.. certificate.Rows.Select(row => row with { Proof = row.Proof with { Scenario = Now(row.Proof.Scenario) } })],
        };

        Scenario Now(Scenario scenario) => accepted.GetValueOrDefault(scenario, scenario);
    }
}
