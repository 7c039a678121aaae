using LuoVerified.Check.Races;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Check.Explore;

/// <summary>Races as scenarios state them, each with the schedule that shows it with the least between the two
/// accesses.</summary>
internal sealed class DataRaces
{
    private readonly Dictionary<Race, DataRace> _races = [];

    /// <summary>The races, sorted by their text.</summary>
    public IReadOnlyList<DataRace> All => [.. _races.Values.OrderBy(race => race.Race.ToString(), StringComparer.Ordinal)];

    /// <summary>Adds a race.</summary>
    /// <param name="accesses">The race.</param>
    /// <param name="run">The execution that showed it, at its end.</param>
    public void Add(AccessRace accesses, Run run)
    {
        int end = accesses.Second.End;
        if (end <= run.Steps.Count && run.Steps[end - 1].Step.Kind == StepKind.Call)
        {
            // No call is without a first step.
            end++;
        }

        RaceAccess first = Of(accesses.First);
        RaceAccess second = Of(accesses.Second);
        var race = Race.Of(accesses.Member, first.Access, second.Access);
        if (end <= run.Steps.Count(step => step.Ending == Ending.Done) && IsCloser(race, first, second))
        {
            var finding = Finding.In(
                run,
                new Violation(Checks.DataRace, accesses.ToString()),
                "exhaustive",
                "FastTrack",
                accesses.Execution,
                [.. run.Steps.Take(end)]);
            _races[race] = new DataRace(race, first, second, finding);
        }

        static RaceAccess Of(RacingAccess access) => new(access.Thread, access.Operation, access.Site.Writes, access.Step);
    }

    /// <summary>Adds the races that were seen elsewhere, after those that were seen here.</summary>
    /// <param name="other">The others.</param>
    /// <param name="executions">How many executions came before.</param>
    public void Add(IEnumerable<DataRace> other, long executions)
    {
        foreach (DataRace race in other.Where(race => IsCloser(race.Race, race.First, race.Second)))
        {
            _races[race.Race] = race with { Finding = race.Finding with { Schedule = executions + race.Finding.Schedule } };
        }
    }

    private bool IsCloser(Race race, RaceAccess first, RaceAccess second) =>
        !_races.TryGetValue(race, out DataRace? known)
        || (second.Step - first.Step, second.Step).CompareTo((known.Distance, known.Second.Step)) < 0;
}
