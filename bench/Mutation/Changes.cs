using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LuoVerified.Mutation;

/// <summary>The changes to one file, in the order of its text.</summary>
/// <param name="file">The name of the file.</param>
/// <param name="root">The file.</param>
internal sealed class Changes(string file, SyntaxNode root)
{
    private const int MaxWords = 60;

    private readonly List<Mutation> _all = [];

    /// <summary>The changes so far.</summary>
    public IEnumerable<Mutation> All => _all.OrderBy(mutation => mutation.Line);

    /// <summary>Adds the replacement of a part.</summary>
    public void Replace(MutationKind kind, string what, SyntaxNode part, SyntaxNode by) =>
        Rewrite(kind, what, part, () => root.ReplaceNode(part, by.WithTriviaFrom(part)));

    /// <summary>Adds the removal of a part.</summary>
    public void Drop(MutationKind kind, SyntaxNode part) => Rewrite(
        kind, $"drop {Words(part)}", part, () => root.RemoveNode(part, SyntaxRemoveOptions.KeepEndOfLine)!);

    /// <summary>Adds the exchange of two parts.</summary>
    public void Swap(MutationKind kind, SyntaxNode one, SyntaxNode other) => Rewrite(
        kind,
        $"swap {Words(one)} | {Words(other)}",
        one,
        () => root.ReplaceNodes(
            [one, other],
            (part, _) => part == one ? other.WithTriviaFrom(one) : one.WithTriviaFrom(other)));

    /// <summary>Adds any change to the file.</summary>
    public void Rewrite(MutationKind kind, string what, SyntaxNode at, Func<SyntaxNode> apply) =>
        _all.Add(new Mutation(
            file, at.GetLocation().GetLineSpan().StartLinePosition.Line + 1, MemberOf(at), what, kind, apply));

    /// <summary>A part of the source in one line, cut where it is long.</summary>
    public static string Words(SyntaxNode part)
    {
        string words = string.Join(' ', part.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= MaxWords ? words : $"{words[..(MaxWords - 3)]}...";
    }

    private static string MemberOf(SyntaxNode part) =>
        part.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            _ => "",
        };
}
