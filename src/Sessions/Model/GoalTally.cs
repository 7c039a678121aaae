namespace LuoVerified.Sessions.Model;

/// <summary>Which goals were reached, and by how many transitions.</summary>
/// <param name="bounds">The bounds, which rule some goals out.</param>
internal sealed class GoalTally(ModelBounds bounds)
{
    private readonly ulong _wanted = Goals.Within(bounds);
    private readonly int?[] _steps = new int?[Goals.Count];
    private ulong _reached;

    /// <summary>The answers that were not reached yet, as bits of <see cref="Goals"/>.</summary>
    public ulong OpenAnswers => _wanted & ~_reached & ~Goals.Transitions;

    /// <summary>The goals that the bounds allow for.</summary>
    public IReadOnlyList<GoalResult> Results =>
        [.. Numbers(_wanted).Select(goal => new GoalResult(Goals.NameOf(goal), _steps[goal]))];

    /// <summary>Names of the goals that the bounds rule out.</summary>
    public IReadOnlyList<string> RuledOut => [.. Numbers(~_wanted).Select(Goals.NameOf)];

    /// <summary>Adds what was reached by the end of a level.</summary>
    /// <param name="reached">Bits of <see cref="Goals"/>.</param>
    /// <param name="level">The level's number, from 0: how many transitions lead to its states. One more is
    /// a transition out of it.</param>
    public void Add(ulong reached, int level)
    {
        foreach (int goal in Numbers(reached & ~_reached))
        {
            _steps[goal] = (Goals.Transitions >> goal & 1) != 0 ? level + 1 : level;
        }

        _reached |= reached;
    }

    private static IEnumerable<int> Numbers(ulong goals) =>
        Enumerable.Range(0, Goals.Count).Where(goal => (goals >> goal & 1) != 0);
}
