using System.Globalization;
using LuoVerified.Sampling;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Options options;
Kept kept;
try
{
    options = Options.Of(args);
    kept = new Kept(options.State);
    if (options.Out is { } folder)
    {
        Directory.CreateDirectory(folder);
    }
}
catch (Exception wrong) when (wrong is FormatException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"sampling: {wrong.Message}; [--full] [--seeds N] [--bound N] [--coyote-seeds N] [--coyote-bound N] "
        + "[--mutants N] [--coyote-mutants N] [--method NAME]... [--out DIR] [--state FILE]");
    return 2;
}

Target[] mutants = [.. MutantTargets.Choose(options.Mutants)];
List<Measured> all = [];
foreach (Target target in (Target[])[.. Targets.Defects, .. Targets.SctBench, .. mutants])
{
    bool hasCoyote = Array.IndexOf(mutants, target) < options.CoyoteMutants;
    foreach (Method method in options.Methods)
    {
        bool isCoyote = method.Kind == MethodKind.Coyote;
        (int seeds, long bound) = isCoyote ? (hasCoyote ? options.CoyoteSeeds : 0, options.CoyoteBound) : (options.Seeds, options.Bound);
        seeds = method.HasSeeds ? seeds : Math.Min(seeds, 1);
        if (seeds > 0)
        {
            all.Add(new Measured(target, method, bound, kept.Finds(target, method, bound, seeds)));
        }
    }

    Console.Error.WriteLine($"{target.Group} {target.Name}");
}

Dictionary<Method, double> rates = all.Select(each => each.Method)
    .Where(method => method.Kind != MethodKind.Exhaustive)
    .Distinct()
    .ToDictionary(method => method, Speed.Of);
string text = $"""
    Schedules up to the first that shows the bug: the median over {options.Seeds} seeds (Coyote: {options.CoyoteSeeds}), in brackets a 95 % confidence
    interval from order statistics; `>N`: not found in N schedules.

    {Tables.Summary(all)}
    {string.Join('\n', all.Select(each => each.Target.Group).Distinct().Select(group => Tables.Of(all, group)))}
    """;
Console.WriteLine(text);
Console.WriteLine(Tables.Times(all, rates));
if (options.Out is { } to)
{
    File.WriteAllText(Path.Combine(to, "sampling-table.md"), text);
    File.WriteAllText(Path.Combine(to, "sampling.svg"), Chart.Of(all, options.Bound));
}

return 0;
