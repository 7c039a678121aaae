using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LuoVerified.Mutation;

/// <summary>Gives every loop of a file a bound, so that no mutant goes round for ever: what ends by it does not depend on a
/// clock.</summary>
internal sealed class LoopBounds : CSharpSyntaxRewriter
{
    /// <summary>How often a loop may go round from its begin to its end: far more than any does in the code as it is.</summary>
    private const int MaxTurns = 1_000_000;

    /// <summary>What is thrown then says so.</summary>
    public const string Message = "a loop of a mutant went round too often";

    private int _loops;

    /// <summary>What the loops call.</summary>
    public static string Helper =>
        $$"""
        namespace LuoVerified.Mutants
        {
            internal static class LoopBound
            {
                public static void Reached() => throw new System.InvalidOperationException("{{Message}}");
            }
        }
        """;

    /// <summary>Bounds the loops of a file.</summary>
    /// <param name="root">The file.</param>
    /// <returns>The same with bounds; every statement stays on its line.</returns>
    public static SyntaxNode In(SyntaxNode root) => new LoopBounds().Visit(root);

    /// <inheritdoc/>
    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) =>
        Bounded((WhileStatementSyntax)base.VisitWhileStatement(node)!, loop => loop.Statement, (loop, body) => loop.WithStatement(body));

    /// <inheritdoc/>
    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node) =>
        Bounded((DoStatementSyntax)base.VisitDoStatement(node)!, loop => loop.Statement, (loop, body) => loop.WithStatement(body));

    /// <inheritdoc/>
    public override SyntaxNode? VisitForStatement(ForStatementSyntax node) =>
        Bounded((ForStatementSyntax)base.VisitForStatement(node)!, loop => loop.Statement, (loop, body) => loop.WithStatement(body));

    /// <inheritdoc/>
    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) =>
        Bounded((ForEachStatementSyntax)base.VisitForEachStatement(node)!, loop => loop.Statement, (loop, body) => loop.WithStatement(body));

    private BlockSyntax Bounded<T>(T loop, Func<T, StatementSyntax> bodyOf, Func<T, StatementSyntax, T> with)
        where T : StatementSyntax
    {
        string turns = string.Create(CultureInfo.InvariantCulture, $"turns_{++_loops}");
        string count = string.Create(
            CultureInfo.InvariantCulture, $"if (++{turns} > {MaxTurns}) global::LuoVerified.Mutants.LoopBound.Reached(); ");
        BlockSyntax body = SyntaxFactory.Block(SyntaxFactory.ParseStatement(count), bodyOf(loop));
        return SyntaxFactory.Block(SyntaxFactory.ParseStatement($"int {turns} = 0; "), with(loop.WithLeadingTrivia(), body))
            .WithLeadingTrivia(loop.GetLeadingTrivia());
    }
}
