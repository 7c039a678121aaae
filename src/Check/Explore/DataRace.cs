using LuoVerified.Check.Races;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>One of the two accesses of a data race.</summary>
/// <param name="Thread">The index of the thread.</param>
/// <param name="Operation">The operation that it is part of, whole, such as <c>retrieve a</c>.</param>
/// <param name="Writes">Whether it writes; else it reads.</param>
/// <param name="Step">The number of its step in the schedule of the finding, from 1; of the step before it if it is none.</param>
public sealed record RaceAccess(int Thread, string Operation, bool Writes, int Step)
{
    /// <summary>The access without thread, arguments and step.</summary>
    public FieldAccess Access => new(Writes, Operation.Split(' ')[0]);

    /// <summary>As messages have it.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"{(Writes ? "write" : "read")} in {Operation} by {ThreadName.Of(Thread)}, step {Step}";
}

/// <summary>A data race with the schedule, of all that showed it, in which the two accesses are closest together.</summary>
/// <param name="Race">What a scenario states of it.</param>
/// <param name="First">The access that came first in that schedule.</param>
/// <param name="Second">The other, with which the schedule ends.</param>
/// <param name="Finding">The schedule; its message holds field and both accesses.</param>
public sealed record DataRace(Race Race, RaceAccess First, RaceAccess Second, Finding Finding)
{
    /// <summary>How many steps the two accesses are apart: 1 if they stand next to each other.</summary>
    public int Distance => Second.Step - First.Step;
}
