using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LuoVerified.Mutation;

/// <summary>A part of the program whose mutants are judged.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Assembly">The assembly that it belongs to, without the common prefix.</param>
/// <param name="Folder">Its sources.</param>
/// <param name="Summary">What it is.</param>
public sealed record CodePart(string Name, string Assembly, string Folder, string Summary)
{
    /// <summary>Files that only put things into words, or give them numbers that nobody compares with others, or list what there is:
    /// no verdict depends on them.</summary>
    private static readonly HashSet<string> Words =
        ["Abi/ErrnoText.cs", "Abi/PercentText.cs", "Abi/Errno.cs", "Abi/DeviceTree/FdtError.cs", "Impl/Mainline/MainlineDesign.cs"];

    /// <summary>The readers of <c>luo abi inspect</c>, which no design uses; and the designs that lack a fix, whose defects stay.</summary>
    private static readonly string[] LeftOut = ["Abi/HandOvers/", "Impl/Mainline/Files/"];

    /// <summary>Every part, in the order in which they are shown.</summary>
    public static IReadOnlyList<CodePart> All { get; } =
    [
        new("hardened", "Impl", "Impl/Hardened/", "the hardened design"),
        new("mainline", "Impl", "Impl/Mainline/", "the design of Linux 7.2, with its fix"),
        new("memory", "Impl", "Impl/Memory/", "preserved memory"),
        new("locks", "Core", "Core/Locking/", "the locks, and their models"),
        new("specification", "Spec", "Spec/", "the specification and its rules"),
        new("format", "Abi", "Abi/", "the device tree, the session block, and the chains of blocks of Linux 7.2"),
    ];

    /// <summary>Every change to it that the operators make, in the order of files and lines; whether it compiles is not known
    /// yet. They are made when they are asked for first: that takes most of a second.</summary>
    public IReadOnlyList<Mutation> Mutations => field ??=
    [
        .. Sources.In(Folder)
            .Where(file => !Words.Contains(file.Key) && !Array.Exists(LeftOut, folder => file.Key.StartsWith(folder, StringComparison.Ordinal)))
            .SelectMany(file => Operators.Apply(file.Key, file.Value)),
    ];

    /// <summary>At most one change of each kind at a line, drawn by its name, in the order of <see cref="Mutations"/>: the others of
    /// a line mostly fall with it (selective mutation; Petrovic and Ivankovic, ICSE-SEIP 2018, take one a line).</summary>
    public IEnumerable<Mutation> Selection
    {
        get
        {
            HashSet<(string File, int Line, MutationKind Kind)> taken = [];
            HashSet<Mutation> drawn =
            [
                .. Mutations.OrderBy(each => each.Card(0), StringComparer.Ordinal).Where(each =>
                {
                    (string, int, MutationKind)[] places = [.. each.Begins.Select(line => (each.File, line, each.Kind))];
                    return !places.Any(taken.Contains) && places.All(taken.Add);
                }),
            ];
            return Mutations.Where(drawn.Contains);
        }
    }
}

/// <summary>Makes every change to a source file.</summary>
internal static class Operators
{
    /// <summary>Makes them.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="text">What is in it.</param>
    /// <returns>The changes, in the order of the text.</returns>
    public static IEnumerable<Mutation> Apply(string file, string text)
    {
        var root = (CompilationUnitSyntax)WovenCompiler.Parse(file, text).GetRoot();
        var changes = new Changes(file, root);
        LockMutations.Add(root, changes);
        StatementMutations.Add(root, changes);
        OrderMutations.Add(root, changes);
        ExpressionMutations.Add(root, changes);
        return changes.Numbered;
    }
}
