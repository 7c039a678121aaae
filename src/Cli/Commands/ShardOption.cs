using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LuoVerified.Check;

namespace LuoVerified.Cli.Commands;

/// <summary><c>--shard</c>: one part of the work, for one of several machines.</summary>
internal static class ShardOption
{
    /// <summary>The most shards.</summary>
    private const int Most = 10_000;

    /// <summary>What stands for the shard that the environment tells of.</summary>
    private const string Auto = "auto";

    /// <summary>Where <c>auto</c> looks, in this order: the variable with the place of the shard, that with the lowest place (or
    /// the lowest place itself), and that with how many there are.</summary>
    private static readonly (string Place, string First, string Of)[] Known =
    [
        ("LUO_SHARD_INDEX", "0", "LUO_SHARD_TOTAL"),
        ("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT"),
        ("CI_NODE_INDEX", "1", "CI_NODE_TOTAL"),
        ("JOB_COMPLETION_INDEX", "0", "LUO_SHARD_TOTAL"),
    ];

    /// <summary>Makes the option.</summary>
    /// <param name="what">What is dealt out.</param>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <returns>The option; all of the work if it is not given.</returns>
    public static Option<Shard> Make(string what, Func<string, string?> variable) => new("--shard")
    {
        Description = $"Only the K-th of N parts of the {what}, dealt out in turn; luo merge joins the reports. "
            + "auto takes K and N from the environment.",
        HelpName = $"K/N|{Auto}",
        DefaultValueFactory = _ => Shard.Whole,
        CustomParser = result => Parse(result, variable),
    };

    /// <summary>As on the command line.</summary>
    /// <param name="shard">The shard.</param>
    /// <returns>The option, with a space before it; nothing for all of the work.</returns>
    public static string Text(Shard shard) => shard.IsWhole ? "" : $" --shard {shard}";

    /// <summary>As a summary has it.</summary>
    /// <param name="shard">The shard.</param>
    /// <returns>The words, with a comma before them; nothing for all of the work.</returns>
    public static string Words(Shard shard) => shard.IsWhole ? "" : $", shard {shard.Number} of {shard.Of}";

    private static Shard Parse(ArgumentResult result, Func<string, string?> variable)
    {
        string text = result.Tokens[0].Value;
        if (text == Auto)
        {
            return FromEnvironment(result, variable);
        }

        string[] parts = text.Split('/');
        if (parts.Length == 2 && Number(parts[0]) is { } number && Number(parts[1]) is { } of && IsOne(number, of))
        {
            return new Shard(number, of);
        }

        result.AddError($"--shard wants K/N such as 2/8, K from 1 to N and N from 1 to {Most}, or {Auto}, not '{text}'.");
        return Shard.Whole;
    }

    private static Shard FromEnvironment(ArgumentResult result, Func<string, string?> variable)
    {
        foreach ((string place, string first, string of) in Known)
        {
            if (variable(place) is not { } at)
            {
                continue;
            }

            if (Number(at) is { } index && Number(variable(first) ?? first) is { } lowest && Number(variable(of) ?? "") is { } total
                && IsOne((long)index - lowest + 1, total))
            {
                return new Shard(index - lowest + 1, total);
            }

            result.AddError($"--shard {Auto}: {place} is '{at}' and {of} is '{variable(of)}', which is no shard.");
            return Shard.Whole;
        }

        result.AddError($"--shard {Auto}: none of {string.Join(", ", Known.Select(each => each.Place))} is in the environment.");
        return Shard.Whole;
    }

    private static bool IsOne(long number, int of) => number >= 1 && number <= of && of <= Most;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
