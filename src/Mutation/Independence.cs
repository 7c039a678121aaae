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
        || one is LocalFunctionStatementSyntax || other is LocalFunctionStatementSyntax
        || (Touched.By(one) is { } first && Touched.By(other) is { } second && !first.ConflictsWith(second));

    private static bool IsEnd(StatementSyntax statement) => statement is
        ReturnStatementSyntax { Expression: null or LiteralExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax }
        or ContinueStatementSyntax or BreakStatementSyntax;

    /// <summary>Whether a statement gives a local variable a value that nothing decides, and the other does not know the variable.</summary>
    private static bool IsConstant(StatementSyntax statement, StatementSyntax other) =>
        statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables: [{ Initializer.Value: { } value } local] }
        && IsConstant(value)
        && !other.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == local.Identifier.ValueText);

    /// <summary>What a statement that comes to its end touches, by names alone. Nothing is known of a call: it may read and write every
    /// field. A property may read every field, too; to set one is to set a field of its own, which is so in all parts that are changed.</summary>
    /// <param name="Names">Every name in it.</param>
    /// <param name="Written">The names that it gives a value.</param>
    /// <param name="Calls">Whether it calls anything.</param>
    /// <param name="Asks">Whether it reads a name that may be a property.</param>
    private sealed record Touched(HashSet<string> Names, HashSet<string> Written, bool Calls, bool Asks)
    {
        /// <summary>What stands for every element of every array: two names may be one array.</summary>
        private const string Elements = "[]";

        /// <summary>What an expression statement or a declaration touches.</summary>
        /// <returns>Null for any other statement, and if it is not known.</returns>
        public static Touched? By(StatementSyntax statement)
        {
            if (statement is not (ExpressionStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 })
                || statement.DescendantNodes().Any(node => node is ThrowExpressionSyntax or AnonymousFunctionExpressionSyntax or AwaitExpressionSyntax))
            {
                return null;
            }

            ExpressionSyntax[] targets =
            [
                .. statement.DescendantNodes().SelectMany(node => node switch
                {
                    AssignmentExpressionSyntax { Left: TupleExpressionSyntax tuple } => tuple.Arguments.Select(each => each.Expression),
                    AssignmentExpressionSyntax { Left: var left } => [left],
                    PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } step => [step.Operand],
                    PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } step => [step.Operand],
                    ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => [argument.Expression],
                    _ => (IEnumerable<ExpressionSyntax>)[],
                }),
            ];
            bool isDirect = statement is not ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: not (int)SyntaxKind.SimpleAssignmentExpression } };
            IEnumerable<IdentifierNameSyntax> read = statement.DescendantNodes().OfType<IdentifierNameSyntax>()
                .Where(name => !isDirect || !targets.Any(target => target == name || (target is MemberAccessExpressionSyntax member && member.Name == name)));
            return new Touched(
                [.. statement.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText), .. ElementsIn(statement)],
                [
                    .. targets.SelectMany(target => target.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText).TakeLast(1)),
                    .. targets.SelectMany(ElementsIn),
                    .. statement.DescendantNodes().OfType<VariableDesignationSyntax>().SelectMany(each => each.DescendantTokens()).Select(token => token.ValueText),
                    .. statement.DescendantNodes().OfType<VariableDeclaratorSyntax>().Select(local => local.Identifier.ValueText),
                ],
                statement.DescendantNodes().Any(node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax),
                read.Any(name => !IsLocal(name.Identifier.ValueText) && !IsType(name)));
        }

        /// <summary>Whether one may read or write what the other writes.</summary>
        public bool ConflictsWith(Touched other) =>
            Written.Overlaps(other.Names) || other.Written.Overlaps(Names)
            || (Calls && !other.IsOnLocals) || (other.Calls && !IsOnLocals)
            || (Asks && other.WritesFields) || (other.Asks && WritesFields);

        private bool WritesFields => Written.Any(name => !IsLocal(name));

        private bool IsOnLocals => !Calls && !Asks && !Names.Contains(Elements) && !Names.Any(name => name.StartsWith('_')) && !WritesFields;

        private static bool IsLocal(string name) => char.IsLower(name[0]);

        private static bool IsType(IdentifierNameSyntax name) =>
            name.Parent is VariableDeclarationSyntax or CastExpressionSyntax or TypeArgumentListSyntax or ObjectCreationExpressionSyntax
            || name.Identifier.ValueText is "Errno" or "FdtError" || name.Parent is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Errno" or "FdtError" } };

        private static IEnumerable<string> ElementsIn(SyntaxNode node) =>
            node.DescendantNodesAndSelf().Any(each => each is ElementAccessExpressionSyntax) ? [Elements] : [];
    }

    /// <summary>A number, a text, an empty list, or a name such as <c>Errno.Ok</c>.</summary>
    private static bool IsConstant(ExpressionSyntax value) => value switch
    {
        LiteralExpressionSyntax or CollectionExpressionSyntax { Elements.Count: 0 } => true,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Errno" or "FdtError" } } => true,
        _ => false,
    };
}
