using System.Diagnostics;
using System.Globalization;
using LuoVerified.Differential;
using LuoVerified.Mutation;
using LuoVerified.Pairs;
using LuoVerified.Sessions.Scenarios;

const int MaxShown = 20;
const long Samples = 50;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int shown = 0;
var clock = Stopwatch.StartNew();
long maxExecutions = Argument("--max-executions", 4_000);
bool isAsPosted = args.Contains("--as-posted");
var options = new DifferentialOptions
{
    Pairs = (int)Argument("--pairs", 20_000),
    Seed = (uint)Argument("--seed", 1),
    MaxExecutions = maxExecutions,
    MaxExecutionsOfOriginal = Argument("--max-original", 400),
    Samples = Samples,
    SampleEvery = (int)Argument("--sample-every", 40),
    Original = isAsPosted ? Mutant.AsPosted : Mutant.Original,
    Mutants = isAsPosted ? [Mutant.AsPosted] : Mutant.All(isWoven: !args.Contains("--unwoven")),
    MutantsOfAProgram = isAsPosted ? 1 : 8,
    Found = Show,
    Progress = Tell,
};
if (Array.IndexOf(args, "--pair") is >= 0 and var pair)
{
    if (args.Length < pair + 3 || !File.Exists(args[pair + 2]))
    {
        Console.Error.WriteLine("--pair needs a part of the name of a mutant, and a scenario file");
        return 2;
    }

    Mutant[] chosen = [.. options.Mutants.Where(mutant => mutant.Name.Contains(args[pair + 1], StringComparison.Ordinal))];
    if (chosen.Length == 0)
    {
        Console.Error.WriteLine($"no mutant has '{args[pair + 1]}' in its name");
        return 2;
    }

    return OnePair.Show(chosen, args[pair + 2], maxExecutions) == 0 ? 0 : 1;
}

DifferentialReport report = DifferentialRun.Run(options);

Console.WriteLine("mutants that no program has killed:");
foreach ((Mutant survivor, int judged) in report.Mutants
    .Where(each => !report.Killed.Contains(each.Key)).OrderBy(each => each.Key.Name, StringComparer.Ordinal))
{
    Console.WriteLine($"  {survivor.Name} ({judged} programs)");
}

Console.WriteLine($"pairs          {report.Pairs,12:N0}");
Console.WriteLine($"judged         {report.Judged,12:N0}");
Console.WriteLine($"sampled        {report.Sampled,12:N0}");
Console.WriteLine($"programs       {report.Programs,12:N0}");
Console.WriteLine($"left out       {report.LeftOut,12:N0} programs");
Console.WriteLine($"mutants        {report.Mutants.Count,12:N0}");
Console.WriteLine($"not compiled   {report.NotCompiled,12:N0}");
Console.WriteLine($"not booted     {report.NotBooted,12:N0}");
Console.WriteLine($"killed         {report.Killed.Count,12:N0}");
Console.WriteLine($"executions     {report.Reduced,12:N0} reduced");
Console.WriteLine($"               {report.Redundant,12:N0} of them redundant, on mutants that pass");
Console.WriteLine($"               {report.RedundantUndivided,12:N0} of these in searches that were not divided after each execution");
Console.WriteLine($"               {report.Unreduced,12:N0} unreduced");
Console.WriteLine($"seconds        {clock.Elapsed.TotalSeconds,12:N0}");
Console.WriteLine($"differences    {report.Differences.Count,12:N0}");
return report.Differences.Count == 0 ? 0 : 1;

long Argument(string name, long otherwise) =>
    Array.IndexOf(args, name) is >= 0 and var at ? long.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

void Show(Difference difference)
{
    if (++shown > MaxShown)
    {
        return;
    }

    var comparison = new Comparison(maxExecutions) { Samples = Samples };
    Scenario smallest = comparison.Shrink(difference.Program, difference.Mutant.Design!);
    Console.WriteLine($"difference on {difference.Mutant.Name}");
    Console.WriteLine(ScenarioText.Format(difference.Program));
    Console.WriteLine(string.Join('\n', difference.Lines));
    Console.WriteLine($"shrunk:\n{ScenarioText.Format(smallest)}");
    Console.WriteLine(string.Join('\n', comparison.Compare(smallest, difference.Mutant.Design!).Differences));
    Console.WriteLine();
}

void Tell(DifferentialReport soFar)
{
    if (soFar.Pairs % 500 == 0)
    {
        string judged = $"{soFar.Judged:N0} judged of {soFar.Pairs:N0}";
        Console.Error.WriteLine($"{clock.Elapsed:hh\\:mm\\:ss} {judged}, {soFar.Differences.Count} differences");
    }
}
