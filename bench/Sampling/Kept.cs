using System.Globalization;

namespace LuoVerified.Sampling;

/// <summary>What was measured so far, in a file to which every measurement is added at once: a run of hours that is ended goes on
/// where it was. The numbers of schedules do not depend on the machine, the times do.</summary>
internal sealed class Kept
{
    private readonly Dictionary<string, Find[]> _measured = [];
    private readonly string? _file;

    /// <summary>Reads what is there.</summary>
    /// <param name="file">The file; null if nothing is kept. A last line that was cut off is measured again.</param>
    /// <exception cref="FormatException">A line is none of those that are written here.</exception>
    public Kept(string? file)
    {
        _file = file;
        if (file is null || !File.Exists(file))
        {
            return;
        }

        string text = File.ReadAllText(file);
        string whole = text[..(text.LastIndexOf('\n') + 1)];
        foreach ((int i, string line) in whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            _measured[line.Split('\t')[0]] = [.. line.Split('\t').Skip(1).DefaultIfEmpty("").First().Split(' ').Select(find =>
                Find.Parse(find) ?? throw new FormatException($"{file}, line {i + 1}, is damaged"))];
        }

        File.WriteAllText(file, whole);
    }

    /// <summary>Measures, or looks it up. One search that is not counted comes before, so that no code is compiled while the clock runs.</summary>
    /// <param name="target">The target.</param>
    /// <param name="method">The method.</param>
    /// <param name="bound">The most schedules for each seed.</param>
    /// <param name="seeds">How many seeds, from 1 on.</param>
    /// <returns>The first find of each seed.</returns>
    public Find[] Finds(Target target, Method method, long bound, int seeds)
    {
        string key = string.Create(
            CultureInfo.InvariantCulture, $"{target.Group}: {target.Name}: {method.Name}: {seeds} seeds, {bound} schedules");
        if (!_measured.TryGetValue(key, out Find[]? finds))
        {
            method.First(target, 1, bound);
            finds = [.. Enumerable.Range(1, seeds).Select(seed => Find.Of(() => method.First(target, (uint)seed, bound)))];
            if (_file is not null)
            {
                File.AppendAllText(_file, $"{key}\t{string.Join(' ', finds)}\n");
            }
        }

        return finds;
    }
}
