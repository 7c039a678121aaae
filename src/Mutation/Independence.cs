using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LuoVerified.Mutation;

/// <summary>Which neighbours may change places without anybody noticing, or with an effect that another change has: no mutant is
/// made of them.</summary>
internal static class Independence
{
    /// <summary>Whether the exchange of two neighbours says nothing new.</summary>
    /// <param name="one">The first.</param>
    /// <param name="other">The one behind it.</param>
    /// <returns>True if it leaves the first one out, as another change does, or if neither depends on the other.</returns>
    public static bool OfSwap(StatementSyntax one, StatementSyntax other) =>
        (IsEnd(other) && one is ExpressionStatementSyntax or IfStatementSyntax { Else: null }) || IsConstant(one, other) || IsConstant(other, one)
        || one is LocalFunctionStatementSyntax || other is LocalFunctionStatementSyntax;

    private static bool IsEnd(StatementSyntax statement) => statement is
        ReturnStatementSyntax { Expression: null or LiteralExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax }
        or ContinueStatementSyntax or BreakStatementSyntax;

    /// <summary>Whether a statement gives a local variable a value that nothing decides, and the other does not know the variable.</summary>
    private static bool IsConstant(StatementSyntax statement, StatementSyntax other) =>
        statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables: [{ Initializer.Value: { } value } local] }
        && IsConstant(value)
        && !other.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == local.Identifier.ValueText);

    /// <summary>A number, a text, an empty list, or a name such as <c>Errno.Ok</c>.</summary>
    private static bool IsConstant(ExpressionSyntax value) => value switch
    {
        LiteralExpressionSyntax or CollectionExpressionSyntax { Elements.Count: 0 } => true,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Errno" or "FdtError" } } => true,
        _ => false,
    };
}
