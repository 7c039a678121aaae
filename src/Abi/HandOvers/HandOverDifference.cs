namespace LuoVerified.Abi.HandOvers;

/// <summary>A field in which two hand-overs differ.</summary>
/// <param name="Field">Which one: <c>number</c>, <c>format</c>, <c>session NAME</c>, <c>session NAME files</c>,
/// <c>session NAME file TOKEN</c>, <c>flb NAME</c>; a name or token that stands there again is followed by <c>#2</c> and up.</param>
/// <param name="Before">What the first says; null, it is not there.</param>
/// <param name="After">What the second says; null, it is not there.</param>
public sealed record HandOverDifference(string Field, string? Before, string? After)
{
    /// <summary>Compares what two files say. Where things lie does not count, nor does the order of sessions, files and flbs.</summary>
    /// <param name="before">The first.</param>
    /// <param name="after">The second.</param>
    /// <returns>The differences: the fields of the first in their order, then those that only the second has.</returns>
    public static IReadOnlyList<HandOverDifference> Between(Inspection before, Inspection after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        List<(string Field, string Value)> first = Fields(before), second = Fields(after);
        Dictionary<string, string> inFirst = first.ToDictionary(), inSecond = second.ToDictionary();
        return
        [
            .. first.Where(each => inSecond.GetValueOrDefault(each.Field) != each.Value)
                .Select(each => new HandOverDifference(each.Field, each.Value, inSecond.GetValueOrDefault(each.Field))),
            .. second.Where(each => !inFirst.ContainsKey(each.Field))
                .Select(each => new HandOverDifference(each.Field, null, each.Value)),
        ];
    }

    private static List<(string Field, string Value)> Fields(Inspection inspection)
    {
        var seen = new Dictionary<string, int>();
        List<(string, string)> fields =
        [
            ("format", string.Join(' ', inspection.Format)),
            ("number", Text.Number(inspection.Content.Number)),
        ];
        foreach (PreservedSession session in inspection.Content.Sessions)
        {
            string name = Once($"session {session.Name}");
            fields.Add((name, "there"));
            if (session.FileCount > 0)
            {
                fields.Add(($"{name} files", Text.Number(session.FileCount)));
            }

            foreach (PreservedFile file in session.Files)
            {
                fields.Add((Once($"{name} file {file.Token}"), $"{file.Compatible} data {Text.Address(file.Data)}"));
            }
        }

        foreach (PreservedFlb flb in inspection.Content.Flbs)
        {
            fields.Add((Once($"flb {flb.Name}"), $"data {Text.Address(flb.Data)} count {flb.Count}"));
        }

        return fields;

        string Once(string field)
        {
            int times = seen[field] = seen.GetValueOrDefault(field) + 1;
            return times == 1 ? field : $"{field} #{times}";
        }
    }
}
