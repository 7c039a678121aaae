namespace LuoVerified.Check.Model;

/// <summary>Which goals were reached, and by how many transitions.</summary>
/// <param name="goals">The goals.</param>
internal sealed class GoalTally(ModelGoals goals)
{
    private readonly int?[] _steps = new int?[goals.Names.Count];
    private ulong _reached;

    /// <summary>The goals that are no transitions and were not reached yet, as bits.</summary>
    public ulong OpenAnswers => (goals.Wanted & ~_reached) >> goals.Transitions << goals.Transitions;

    /// <summary>The goals that the bounds allow for.</summary>
    public IReadOnlyList<GoalResult> Results =>
        [.. Numbers(goals.Wanted).Select(goal => new GoalResult(goals.Names[goal], _steps[goal]))];

    /// <summary>Names of the goals that the bounds rule out.</summary>
    public IReadOnlyList<string> RuledOut => [.. Numbers(~goals.Wanted).Select(goal => goals.Names[goal])];

    /// <summary>Adds what was reached by the end of a level.</summary>
    /// <param name="reached">The bits of goals.</param>
    /// <param name="level">The level's number, from 0: how many transitions lead to its states. One more is
    /// a transition out of it.</param>
    public void Add(ulong reached, int level)
    {
        foreach (int goal in Numbers(reached & ~_reached))
        {
            _steps[goal] = goal < goals.Transitions ? level + 1 : level;
        }

        _reached |= reached;
    }

    private IEnumerable<int> Numbers(ulong bits) =>
        Enumerable.Range(0, goals.Names.Count).Where(goal => (bits >> goal & 1) != 0);
}

/// <summary>A goal.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Steps">The least number of transitions to it; null if it was not reached.</param>
public readonly record struct GoalResult(string Name, int? Steps);
