using LuoVerified.Check.Explore;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Proving;

/// <summary>The graph of lock orders and the data races, each once a design.</summary>
internal static class OrderText
{
    /// <summary>Both, in the order of the designs.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The lines, not broken.</returns>
    public static IEnumerable<string> Lines(Certificate certificate)
    {
        foreach (IGrouping<string, ProvenScenario> rows in certificate.Rows.GroupBy(row => row.Proof.Design.Name))
        {
            Design design = rows.First().Proof.Design;
            string documented = design.LockHierarchy.Count > 0 ? string.Join(" -> ", design.LockHierarchy) : "none";
            IEnumerable<string> parts = List($"lock order on {design.Name} (documented: {documented})", Texts(rows, proof => proof.LockOrder))
                .Concat(Texts(rows, proof => LockCycle.In(proof.LockOrder)).Select(cycle => $"  CYCLE: {cycle}"))
                .Concat(Unseen(design, [.. rows], certificate))
                .Concat(List($"data races on {design.Name}", Texts(rows, proof => proof.DataRaces.Select(race => race.Race))));
            foreach (string line in parts)
            {
                yield return line;
            }

            foreach (Proof proof in rows.Select(row => row.Proof))
            {
                foreach (DataRace race in proof.UnexpectedRaces)
                {
                    yield return $"  NOT EXPECTED in {proof.Scenario.Name}: {race.Finding.Violation.Message}";
                }

                foreach (string race in proof.MissingRaces.Select(race => race.ToString()))
                {
                    yield return $"  EXPECTED in {proof.Scenario.Name} and not seen: {race}";
                }

                foreach (ExpectedAnswers answers in proof.MissingAnswers)
                {
                    yield return $"  EXPECTED in {proof.Scenario.Name} and shown by no run: {answers}";
                }
            }
        }
    }

    /// <summary>The documented classes that were taken neither under another nor over one, though all schedules of the catalogue, and of
    /// what the design carries beside it, were covered: perhaps there is no such lock.</summary>
    private static string[] Unseen(Design design, IReadOnlyList<ProvenScenario> rows, Certificate certificate)
    {
        HashSet<string> done =
        [
            .. rows.Where(row => row.Proof.CoversAll).Select(row => row.Proof.Scenario.Name),
            .. certificate.Inapplicable.Where(each => each.Pair.Design == design).Select(each => each.Pair.Scenario.Name),
        ];
        HashSet<string> seen =
            [.. rows.SelectMany(row => row.Proof.LockOrder).SelectMany(edge => (string[])[edge.Outer.Lock.Class, edge.Inner.Lock.Class])];
        string[] unseen = [.. design.LockHierarchy.Where(each => !seen.Contains(each))];
        return unseen.Length > 0 && Catalogue.All.Concat(design.OwnScenarios).All(scenario => done.Contains(scenario.Name))
            ? [$"  documented, and in no order that was seen: {string.Join(", ", unseen)}"]
            : [];
    }

    private static IEnumerable<string> List(string title, IEnumerable<string> lines) =>
        lines.Any() ? lines.Select(line => $"  {line}").Prepend($"{title}:") : [$"{title}: none"];

    private static IEnumerable<string> Texts<T>(IEnumerable<ProvenScenario> rows, Func<Proof, IEnumerable<T>> texts) =>
        rows.SelectMany(row => texts(row.Proof)).Select(text => $"{text}").Distinct().Order(StringComparer.Ordinal);
}
