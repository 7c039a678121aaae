using LuoVerified.Impl;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LuoVerified.Mutation;

/// <summary>The hardened design with one small change.</summary>
public sealed class Mutant
{
    private readonly Lazy<Design?> _design;

    private Mutant(Mutation? mutation, string name, Func<IEnumerable<SyntaxTree>> files, bool isWoven = true)
    {
        Mutation = mutation;
        Name = name;
        _design = new Lazy<Design?>(() => MutantCompiler.Compile(name, files(), isWoven));
    }

    /// <summary>The change; null for the design as it is.</summary>
    public Mutation? Mutation { get; }

    /// <summary>File, line and change.</summary>
    public string Name { get; }

    /// <summary>The mutant as a design, compiled when it is first asked for; null where it does not compile.</summary>
    public Design? Design => _design.Value;

    private Mutant(Design design)
    {
        Name = design.Name;
        _design = new Lazy<Design?>(design);
    }

    /// <summary>The design as posted, which has defects of its own.</summary>
    public static Mutant AsPosted { get; } = new(Design.AsPosted);

    /// <summary>The design without a change.</summary>
    public static Mutant Original { get; } = new(null, "original", () => Trees().Values);

    /// <summary>Every change.</summary>
    /// <param name="isWoven">Whether the checker sees the accesses to fields and collections; if not, it cannot know what
    /// threads share.</param>
    /// <returns>The mutants, in the order of files and lines.</returns>
    public static IReadOnlyList<Mutant> All(bool isWoven = true)
    {
        SortedDictionary<string, SyntaxTree> trees = Trees();
        List<Mutant> mutants = [];
        foreach ((string file, SyntaxTree tree) in trees)
        {
            var root = (CompilationUnitSyntax)tree.GetRoot();
            var changes = new Changes(file, root);
            LockMutations.Add(root, changes);
            StatementMutations.Add(root, changes);
            foreach (Mutation mutation in changes.All)
            {
                IEnumerable<SyntaxTree> Files() =>
                [
                    .. trees.Where(other => other.Key != file).Select(other => other.Value),
                    WovenCompiler.Parse(file, mutation.Apply().ToFullString()),
                ];
                mutants.Add(new Mutant(mutation, $"{mutation}{(isWoven ? "" : " (not woven)")}", Files, isWoven));
            }
        }

        return mutants;
    }

    private static SortedDictionary<string, SyntaxTree> Trees() => new(
        DesignSources.Files.ToDictionary(file => file.Key, file => WovenCompiler.Parse(file.Key, file.Value)),
        StringComparer.Ordinal);
}
