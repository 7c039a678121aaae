namespace LuoVerified.Abi.HandOvers;

/// <summary>What a writer refuses.</summary>
internal static class ContentCheck
{
    /// <summary>Refuses what a format cannot hold; the errors are those of <see cref="IHandOverFormat.Write"/>.</summary>
    public static void Require(HandOver content, ulong address, IHandOverFormat format, int maxSessions, int maxFiles)
    {
        ArgumentNullException.ThrowIfNull(content);
        Refuse(address % Limits.PageSize != 0 || address > ulong.MaxValue - int.MaxValue, $"address {Text.Address(address)}");
        Refuse(content.Sessions.Count > maxSessions, $"{content.Sessions.Count} sessions, at most {maxSessions} fit");
        Refuse(content.Flbs.Count > Layouts.Flbs.Capacity, $"{content.Flbs.Count} flbs, at most {Layouts.Flbs.Capacity} fit");
        Refuse(!format.HasFiles && content.Flbs.Count > 0, $"{format.Name} has no flbs");
        Different(content.Sessions.Select(session => session.Name), "session name");
        Different(content.Flbs.Select(flb => flb.Name), "flb name");
        foreach (PreservedFlb flb in content.Flbs)
        {
            HandlerName(flb.Name);
            Refuse(flb.Count == 0, $"flb {flb.Name}: no file needs it");
        }

        foreach (PreservedSession session in content.Sessions)
        {
            Refuse(!SessionName.TryCreate(session.Name, out _), $"'{session.Name}' is no name of a session");
            Refuse(session.FileCount != (ulong)session.Files.Count, $"session {session.Name}: {session.Files.Count} files, not {session.FileCount}");
            Refuse(!format.HasFiles && session.Files.Count > 0, $"{format.Name} has no files");
            Refuse(session.Files.Count > maxFiles, $"session {session.Name}: {session.Files.Count} files, at most {maxFiles} fit");
            Different(session.Files.Select(file => file.Token), $"session {session.Name}: token");
            foreach (PreservedFile file in session.Files)
                HandlerName(file.Compatible);
        }
    }

    private static void HandlerName(ByteString name) =>
        Refuse(name.Length is 0 or >= Layouts.HandlerNameLength || name.Span.Contains((byte)0), $"'{name}' is no name of a handler");

    private static void Different<T>(IEnumerable<T> values, string what)
    {
        var seen = new HashSet<T>();
        foreach (T value in values)
            Refuse(!seen.Add(value), $"{what} {value} twice");
    }

    private static void Refuse(bool refused, string problem)
    {
        if (refused)
            throw new ArgumentException(problem);
    }
}
