using System.Globalization;

namespace LuoVerified.Mutation;

/// <summary>A file in which somebody has written something about mutants: the identity of one in a line, and below it, indented,
/// what there is to say. Empty lines and lines that begin with <c>#</c> are left out.</summary>
public sealed class ReviewedMutants
{
    private readonly Dictionary<string, string> _arguments = new(StringComparer.Ordinal);

    private ReviewedMutants()
    {
    }

    /// <summary>Nothing.</summary>
    public static ReviewedMutants None { get; } = new();

    /// <summary>The mutants that nobody can tell from the code as it is: <c>src/Mutation/equivalent.txt</c>.</summary>
    public static ReviewedMutants Equivalent { get; } = Parse(Sources.Read("equivalent.txt"), "src/Mutation/equivalent.txt");

    /// <summary>The mutants, by <see cref="Mutation.Identity"/>, with what is said of each.</summary>
    public IReadOnlyDictionary<string, string> Arguments => _arguments;

    /// <summary>Reads a file.</summary>
    /// <param name="text">What is in it.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="FormatException">It is none; the message gives source, line and reason.</exception>
    public static ReviewedMutants Parse(string text, string source)
    {
        var reviewed = new ReviewedMutants();
        string? mutant = null;
        foreach ((int index, string line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (line.Trim().Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == ' ' && mutant is null)
            {
                throw Wrong(index, "an argument without a mutant above it");
            }

            if (line[0] == ' ')
            {
                reviewed._arguments[mutant!] = $"{reviewed._arguments[mutant!]} {line.Trim()}".Trim();
                continue;
            }

            RequireArgument(index);
            mutant = line.TrimEnd();
            if (!reviewed._arguments.TryAdd(mutant, ""))
            {
                throw Wrong(index, $"'{mutant}' stands there twice");
            }
        }

        RequireArgument(text.Split('\n').Length - 1);
        return reviewed;

        void RequireArgument(int index)
        {
            if (mutant is not null && reviewed._arguments[mutant].Length == 0)
            {
                throw Wrong(index, $"nothing is said of '{mutant}'");
            }
        }

        FormatException Wrong(int index, string reason) =>
            new(string.Create(CultureInfo.InvariantCulture, $"{source}:{index + 1}: {reason}"));
    }

    /// <summary>The entries that mean no mutant any more.</summary>
    /// <param name="parts">All parts.</param>
    /// <returns>Their identities, in order.</returns>
    public IReadOnlyList<string> Stale(IEnumerable<CodePart> parts) =>
        [.. _arguments.Keys.Except(parts.SelectMany(part => part.Mutations).Select(mutation => mutation.Identity)).Order(StringComparer.Ordinal)];
}
