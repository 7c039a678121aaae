using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LuoVerified.Mutation;

/// <summary>The changes to one file, in the order of its text.</summary>
/// <param name="file">The name of the file.</param>
/// <param name="root">The file.</param>
internal sealed class Changes(string file, SyntaxNode root)
{
    private const int MaxWords = 60;

    /// <summary>Members that only put things into words, make a search quicker, or say how often something is drawn or which answers
    /// a model must reach.</summary>
    private static readonly HashSet<string> Asides =
        ["ToString", "GetHashCode", "Help", "Weight", "Label", "Message", "Answers", "Need"];

    private readonly List<Mutation> _all = [];

    /// <summary>The file.</summary>
    public SyntaxNode Root => root;

    /// <summary>The changes so far, each once.</summary>
    public IEnumerable<Mutation> All => _all.OrderBy(mutation => mutation.Line).DistinctBy(mutation => $"{mutation}");

    /// <summary>The changes so far, those that read the same included and numbered.</summary>
    public IEnumerable<Mutation> Numbered => _all.OrderBy(mutation => mutation.Line)
        .GroupBy(mutation => mutation.Identity).SelectMany(same => same.Index().Select(each => each.Item with { Number = each.Index + 1 }));

    /// <summary>Adds the replacement of a part.</summary>
    public void Replace(MutationKind kind, string what, SyntaxNode part, SyntaxNode by) =>
        Rewrite(kind, what, part, () => root.ReplaceNode(part, by.WithTriviaFrom(part)));

    /// <summary>Adds the removal of a part.</summary>
    public void Drop(MutationKind kind, SyntaxNode part) => Rewrite(
        kind, $"drop {Words(part)}", part, () => part is StatementSyntax { Parent: not (BlockSyntax or SwitchSectionSyntax) }
            ? root.ReplaceNode(part, SyntaxFactory.Block().WithTriviaFrom(part))
            : root.RemoveNode(part, SyntaxRemoveOptions.KeepExteriorTrivia)!);

    /// <summary>Adds the exchange of two parts.</summary>
    public void Swap(MutationKind kind, SyntaxNode one, SyntaxNode other) => Rewrite(
        kind,
        $"swap {Words(one)} | {Words(other)}",
        one,
        () => root.ReplaceNodes(
            [one, other],
            (part, _) => part == one ? other.WithTriviaFrom(one) : one.WithTriviaFrom(other)),
        other);

    /// <summary>Adds any change to the file.</summary>
    public void Rewrite(MutationKind kind, string what, SyntaxNode at, Func<SyntaxNode> apply, SyntaxNode? end = null)
    {
        if (DecidesNothing(at) || (end is not null && DecidesNothing(end)))
        {
            return;
        }

        _all.Add(new Mutation(file, Begin(at), MemberOf(at), what, kind, apply)
        {
            Begins = end is null ? [Begin(at)] : [Begin(at), Begin(end)],
            LastLine = (end ?? at).GetLocation().GetLineSpan().EndLinePosition.Line + 1,
            Place = Coverage.PlaceOf(at),
        });
    }

    private static int Begin(SyntaxNode part) => part.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>Whether no verdict depends on a part: it is in an aside, or refuses an argument that no caller has.</summary>
    private static bool DecidesNothing(SyntaxNode part) => Asides.Contains(MemberOf(part))
        || part.AncestorsAndSelf().OfType<StatementSyntax>().Any(statement => statement switch
        {
            IfStatementSyntax { Else: null } guard => guard.Statement.DescendantNodesAndSelf().OfType<ThrowStatementSyntax>().Any(IsOfArgument),
            ThrowStatementSyntax thrown => IsOfArgument(thrown),
            ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => $"{call.Expression}".StartsWith("Argument", StringComparison.Ordinal),
            _ => false,
        });

    private static bool IsOfArgument(ThrowStatementSyntax thrown) =>
        thrown.Expression is ObjectCreationExpressionSyntax made && $"{made.Type}".StartsWith("Argument", StringComparison.Ordinal);

    /// <summary>A part of the source in one line, cut where it is long.</summary>
    public static string Words(SyntaxNode part)
    {
        string words = string.Join(' ', part.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= MaxWords ? words : $"{words[..(MaxWords - 3)]}...";
    }

    /// <summary>The name of the member around a part; empty outside of one.</summary>
    public static string MemberOf(SyntaxNode part) =>
        part.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax)) switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            ConstructorDeclarationSyntax made => made.Identifier.Text,
            OperatorDeclarationSyntax operation => operation.OperatorToken.Text,
            FieldDeclarationSyntax { Declaration.Variables: [var field, ..] } => field.Identifier.Text,
            _ => "",
        };
}
