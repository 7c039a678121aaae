using System.Globalization;
using LuoVerified.Cli.Checking;
using LuoVerified.Mutation;

namespace LuoVerified.Cli.Mutating;

/// <summary>A mutation score for people.</summary>
internal static class MutationText
{
    /// <summary>A kind of change in words.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The words.</returns>
    public static string Word(MutationKind kind) => kind switch
    {
        MutationKind.DropLock => "drop a lock",
        MutationKind.LockMode => "read for write",
        MutationKind.Section => "move a section",
        MutationKind.SwapLocks => "swap two locks",
        MutationKind.SwapStatements => "swap two statements",
        MutationKind.PublishEarly => "publish early",
        MutationKind.Check => "change a check",
        MutationKind.OffByOne => "off by one",
        MutationKind.IgnoreError => "ignore an error",
        MutationKind.Cleanup => "forget a cleanup",
        MutationKind.Doing => "leave out",
        _ => "another errno",
    };

    /// <summary>What became of a mutant, in a word.</summary>
    /// <param name="fate">It.</param>
    /// <returns>The word.</returns>
    public static string Word(Fate fate) => fate.ToString().ToLowerInvariant();

    /// <summary>One stage in which the code as it is was proved, which comes before any mutant.</summary>
    /// <param name="stage">Its name.</param>
    /// <param name="done">How many were.</param>
    /// <param name="all">How many will be.</param>
    /// <returns>A line; ends with a line feed.</returns>
    public static string Line(string stage, int done, int all) => string.Create(
        CultureInfo.InvariantCulture, $"[{done}/{all}] the code as it is: {stage}\n");

    /// <summary>One mutant that was judged.</summary>
    /// <param name="mutant">The mutant.</param>
    /// <param name="done">How many were tried.</param>
    /// <param name="all">How many will be.</param>
    /// <returns>A line; ends with a line feed.</returns>
    public static string Line(JudgedMutant mutant, int done, int all) => string.Create(
        CultureInfo.InvariantCulture,
        $"[{done}/{all}] {Word(mutant.Fate)}{(mutant.Verdict is { Rule.Length: > 0 } verdict ? $" by {verdict.Rule}" : "")} "
            + $"in {mutant.Elapsed.TotalSeconds:F1} s: {mutant.Mutation.Identity}\n");

    /// <summary>Lists changes.</summary>
    /// <param name="options">Which.</param>
    /// <param name="writer">Takes a line for each.</param>
    public static void List(MutationOptions options, TextWriter writer)
    {
        foreach (Mutation.Mutation mutation in options.Parts.SelectMany(options.Of))
        {
            writer.Write($"{mutation.Identity}\n");
        }
    }

    /// <summary>Prints a score.</summary>
    /// <param name="score">The score.</param>
    /// <param name="writer">Takes it; plain text, each line ends with a line feed.</param>
    public static void Print(MutationScore score, TextWriter writer)
    {
        IReadOnlyList<JudgedMutant> all = score.Report.Mutants;
        PlainTable.Print(Fates("part", all.GroupBy(mutant => mutant.Part.Name), all), writer);
        writer.Write('\n');
        PlainTable.Print(Fates("kind", ByKind(all), all), writer);
        writer.Write('\n');
        PlainTable.Print(Rules([.. score.Report.With(Fate.Found)]), writer);
        writer.Write('\n');
        PlainTable rules = PlainTable.New("found by", "mutants>");
        foreach (IGrouping<string, JudgedMutant> rule in ByRule(score.Report.With(Fate.Found)))
        {
            PlainTable.Add(rules, rule.Key, ReportTable.Number(rule.Count()));
        }

        PlainTable.Print(rules, writer);
        JudgedMutant[] shown = [.. all.Where(mutant => mutant.RunsChange is not null)];
        if (shown.Length > 0)
        {
            writer.Write('\n');
            PlainTable.Print(Schedules(shown), writer);
        }

        if (score.Options.Beside.Count > 0)
        {
            writer.Write('\n');
            PlainTable.Print(Beside(score), writer);
        }

        Print("survived, not known to", score.NewSurvivors, writer);
        Print("survived, as known", [.. score.Report.With(Fate.Survived).Except(score.NewSurvivors)], writer);
        Print("inconclusive", [.. score.Report.With(Fate.Inconclusive)], writer);
        Print("found, though reviewed as not to be", score.FoundAfterAll, writer);
        writer.Write(score.NoMutants.Count == 0 ? "" : $"\nreviewed, and does not compile:\n{string.Concat(score.NoMutants.Select(mutant => $"  {mutant}\n"))}");
        string cut = score.Report.TimeWasUp ? ", the time was up before all were judged" : "";
        writer.Write($"\n{Summary(score)}{Cell.ToneOf(score.ExitCode).Of(Cli.ExitCode.Verdict(score.ExitCode), writer)}{cut}\n");
    }

    /// <summary>Which rules found the mutants of each kind, those that found most first.</summary>
    private static PlainTable Rules(IReadOnlyList<JudgedMutant> found)
    {
        PlainTable table = PlainTable.New("kind", "found by");
        foreach (IGrouping<string, JudgedMutant> kind in ByKind(found))
        {
            PlainTable.Add(table, kind.Key, string.Join(", ", ByRule(kind).Select(rule => $"{rule.Key} {ReportTable.Number(rule.Count())}")));
        }

        return table;
    }

    private static IEnumerable<IGrouping<string, JudgedMutant>> ByRule(IEnumerable<JudgedMutant> found) => found.GroupBy(mutant => mutant.Verdict!.Rule)
        .OrderByDescending(rule => rule.Count()).ThenBy(rule => rule.Key, StringComparer.Ordinal);

    private static string Summary(MutationScore score)
    {
        string drawn = score.Options.Sample is null ? "" : string.Create(CultureInfo.InvariantCulture, $", drawn with seed {score.Options.Seed}");
        return $"{ReportTable.Count(score.Report.Mutants.Count, "mutant")} compiled and judged{drawn}, of {ReportTable.Number(score.Report.Changes)} changes; "
            + $"{ReportTable.Number(score.Report.NotCompiled.Count)} tried do not compile\n"
            + $"score: {score.Percent} of those that are not equivalent are found: ";
    }

    private static IEnumerable<IGrouping<string, JudgedMutant>> ByKind(IReadOnlyList<JudgedMutant> mutants) =>
        mutants.GroupBy(mutant => Word(mutant.Mutation.Kind)).OrderBy(kind => kind.Key, StringComparer.Ordinal);

    /// <summary>Adds a row for each group, and one for all.</summary>
    private static PlainTable Filled(
        PlainTable table,
        IEnumerable<IGrouping<string, JudgedMutant>> groups,
        IReadOnlyList<JudgedMutant> all,
        Func<IReadOnlyList<JudgedMutant>, IEnumerable<Cell>> figures)
    {
        foreach (IGrouping<string, JudgedMutant> group in groups)
        {
            PlainTable.Add(table, [group.Key, .. figures([.. group])]);
        }

        PlainTable.Add(table, ["all", .. figures(all)]);
        return table;
    }

    private static PlainTable Fates(string heading, IEnumerable<IGrouping<string, JudgedMutant>> groups, IReadOnlyList<JudgedMutant> all) => Filled(
        PlainTable.New(heading, "mutants>", "found>", "equivalent>", "survived>", "inconclusive>", "median s>", "worst s>"), groups, all, Fates);

    private static IEnumerable<Cell> Fates(IReadOnlyList<JudgedMutant> mutants)
    {
        double[] seconds = [.. mutants.Where(mutant => mutant.Fate == Fate.Found).Select(mutant => mutant.Elapsed.TotalSeconds).Order()];
        return
        [
            ReportTable.Number(mutants.Count),
            .. Enum.GetValues<Fate>().Select(fate => ReportTable.Number(mutants.Count(mutant => mutant.Fate == fate))),
            seconds.Length == 0 ? "" : Seconds(seconds[seconds.Length / 2]),
            seconds.Length == 0 ? "" : Seconds(seconds[^1]),
        ];
    }

    /// <summary>Of the mutants that a schedule through woven code shows: whether that runs the change, and has a step at it.</summary>
    private static PlainTable Schedules(IReadOnlyList<JudgedMutant> shown) => Filled(
        PlainTable.New("found by a schedule, by kind", "schedules>", "run the change>", "have a step there>"),
        ByKind(shown),
        shown,
        mutants =>
        [
            ReportTable.Number(mutants.Count),
            ReportTable.Number(mutants.Count(mutant => mutant.RunsChange == true)),
            ReportTable.Number(mutants.Count(mutant => mutant.HoldsLine == true)),
        ]);

    /// <summary>How many of the mutants that the proof judged each other command finds.</summary>
    private static PlainTable Beside(MutationScore score)
    {
        PlainTable table = PlainTable.New("beside", "mutants>", "found>", "no end>");
        JudgedMutant[] asked = [.. score.Report.Mutants.Where(mutant => mutant.Beside.Count > 0)];
        foreach ((int at, OtherCommand command) in score.Options.Beside.Index())
        {
            Row($"luo {command.Line}", mutant => mutant.Beside[at].Finds, asked.Count(mutant => mutant.Beside[at].ExitCode is null));
        }

        Row("one of them", mutant => mutant.Beside.Any(answer => answer.Finds), asked.Count(mutant => mutant.Beside.All(answer => answer.ExitCode is null)));
        return table;

        void Row(string heading, Func<JudgedMutant, bool> finds, int noEnd) =>
            PlainTable.Add(table, heading, ReportTable.Number(asked.Length), ReportTable.Number(asked.Count(finds)), ReportTable.Number(noEnd));
    }

    private static string Seconds(double seconds) => seconds.ToString("F1", CultureInfo.InvariantCulture);

    private static void Print(string heading, IReadOnlyList<JudgedMutant> mutants, TextWriter writer)
    {
        if (mutants.Count == 0)
        {
            return;
        }

        writer.Write($"\n{heading}:\n");
        foreach (JudgedMutant mutant in mutants)
        {
            writer.Write($"  {mutant.Mutation.Identity}{(mutant.IsNeverRun ? " (never run)" : "")}\n");
        }
    }
}
