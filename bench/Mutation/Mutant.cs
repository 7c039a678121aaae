using LuoVerified.Impl;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LuoVerified.Mutation;

/// <summary>The hardened design with one small change.</summary>
public sealed class Mutant
{
    private readonly Lazy<Design?> _design;

    private Mutant(Mutation? mutation, string name, Func<IEnumerable<SyntaxTree>> files)
    {
        Mutation = mutation;
        Name = name;
        _design = new Lazy<Design?>(() => MutantCompiler.Compile(name, files()));
    }

    /// <summary>The change; null for the design as it is.</summary>
    public Mutation? Mutation { get; }

    /// <summary>File, line and change.</summary>
    public string Name { get; }

    /// <summary>The mutant as a design, compiled when it is first asked for; null where it does not compile.</summary>
    public Design? Design => _design.Value;

    /// <summary>Every change. Those to locks are made to the design with each access to its fields as a step, as a
    /// design must declare them that reaches them without a lock; all others to the design with the uses of its
    /// sessions as steps.</summary>
    /// <returns>The mutants, in the order of files and lines.</returns>
    public static IReadOnlyList<Mutant> All() =>
    [
        .. Of(DesignSources.Declared, MutationKind.Locking, " (declared)"),
        .. Of(DesignSources.WithUses, MutationKind.Doing, ""),
    ];

    /// <summary>The changes to the design as it is written: what some of them lay open is no step, so that no search
    /// sees all orders of it.</summary>
    /// <returns>The mutants, in the order of files and lines.</returns>
    public static IReadOnlyList<Mutant> Undeclared() =>
    [
        .. Of(DesignSources.AsWritten, MutationKind.Locking, " (undeclared)"),
        .. Of(DesignSources.AsWritten, MutationKind.Doing, " (undeclared)"),
    ];

    /// <summary>The design without a change, with each access to its fields declared as a step.</summary>
    public static Mutant Original { get; } =
        new(null, "original (declared)", () => Trees(DesignSources.Declared).Values);

    private static SortedDictionary<string, SyntaxTree> Trees(IReadOnlyDictionary<string, string> sources) =>
        new(sources.ToDictionary(file => file.Key, file => MutantCompiler.Parse(file.Value)), StringComparer.Ordinal);

    private static List<Mutant> Of(IReadOnlyDictionary<string, string> sources, MutationKind kind, string mark)
    {
        SortedDictionary<string, SyntaxTree> trees = Trees(sources);
        List<Mutant> mutants = [];
        HashSet<string> names = [];
        foreach ((string file, SyntaxTree tree) in trees)
        {
            var root = (CompilationUnitSyntax)tree.GetRoot();
            var changes = new Changes(file, root);
            LockMutations.Add(root, changes);
            StatementMutations.Add(root, changes);
            foreach (Mutation mutation in
                changes.All.Where(mutation => mutation.Kind == kind && names.Add($"{mutation}")))
            {
                mutants.Add(new Mutant(mutation, $"{mutation}{mark}", () =>
                    [.. trees.Where(other => other.Key != file).Select(other => other.Value), Changed(mutation)]));
            }
        }

        return mutants;

        static SyntaxTree Changed(Mutation mutation) => MutantCompiler.Parse(mutation.Apply().ToFullString());
    }
}
