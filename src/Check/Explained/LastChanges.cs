namespace LuoVerified.Check.Explained;

/// <summary>Where each part of the state changed last.</summary>
internal static class LastChanges
{
    /// <summary>Finds them.</summary>
    /// <param name="states">The state at the start, and each time it was another one.</param>
    /// <returns>The steps after which something changed for the last time, in order, and what did; what no step changed is left
    /// out.</returns>
    public static IReadOnlyList<(int Step, string Change)> Of(IReadOnlyList<ExplainedState> states)
    {
        Dictionary<string, (int Step, string Change)> changes = [];
        for (int i = 1; i < states.Count; i++)
        {
            Dictionary<string, string> before = states[i - 1].Parts.ToDictionary(part => part.Name, part => part.Value);
            foreach (StatePart part in states[i].Parts)
            {
                if (before.TryGetValue(part.Name, out string? was) && was != part.Value)
                {
                    changes[part.Name] = (states[i].After, $"{part.Name} was {was} and becomes {part.Value}");
                }
            }
        }

        return
        [
            .. changes.Values.Where(change => change.Step > 0).GroupBy(change => change.Step).OrderBy(step => step.Key)
                .Select(step => (step.Key, string.Join("; ", step.Select(change => change.Change)))),
        ];
    }
}
