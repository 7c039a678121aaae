using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace LuoVerified.Mutation;

/// <summary>Changes to what is done: statements, conditions and answers.</summary>
internal static class StatementMutations
{
    /// <summary>Adds every such change to a file.</summary>
    public static void Add(CompilationUnitSyntax root, Changes changes)
    {
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            switch (node)
            {
                case ExpressionStatementSyntax statement when !LockMutations.IsOfLock(statement):
                    changes.Drop(IsCleanup(statement) ? MutationKind.Cleanup : MutationKind.Doing, statement);
                    break;
                case IfStatementSyntax test:
                    AddTest(test, changes);
                    break;
                case BinaryExpressionSyntax binary:
                    AddOperator(binary, changes);
                    break;
                case MemberAccessExpressionSyntax answer when answer.Expression.ToString() == "Errno":
                    AddAnswers(answer, changes);
                    break;
                case LiteralExpressionSyntax literal:
                    AddLiteral(literal, changes);
                    break;
                case BlockSyntax block:
                    AddSwaps(block, changes);
                    break;
            }
        }
    }

    /// <summary>Whether a statement gives something back, or clears it.</summary>
    private static bool IsCleanup(ExpressionStatementSyntax statement) =>
        statement.Expression is InvocationExpressionSyntax call
        && Called(call) is "Free" or "UnpreserveFree" or "RestoreFree" or "PutBack" or "Clear" or "Dispose" or "Remove" or "RemoveAll";

    private static string Called(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.ToString(),
        MemberBindingExpressionSyntax binding => binding.Name.ToString(),
        _ => call.Expression.ToString(),
    };

    private static void AddTest(IfStatementSyntax test, Changes changes)
    {
        changes.Replace(
            MutationKind.Check,
            $"negate {Changes.Words(test.Condition)}",
            test.Condition,
            PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, ParenthesizedExpression(test.Condition)));
        if (test.Else is null)
        {
            changes.Replace(MutationKind.Check, $"drop if ({Changes.Words(test.Condition)})", test, EmptyStatement());
            changes.Replace(MutationKind.Check, $"always {Changes.Words(test.Statement)}", test, test.Statement);
        }
    }

    /// <summary>A part of a condition is left out, a comparison is turned round, a default is left out.</summary>
    private static void AddOperator(BinaryExpressionSyntax binary, Changes changes)
    {
        if (binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression)
        {
            changes.Replace(MutationKind.Check, $"drop {Changes.Words(binary.Right)}", binary, binary.Left);
            changes.Replace(MutationKind.Check, $"drop {Changes.Words(binary.Left)}", binary, binary.Right);
        }
        else if (binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression)
        {
            bool isEqual = binary.IsKind(SyntaxKind.EqualsExpression);
            SyntaxKind other = isEqual ? SyntaxKind.NotEqualsExpression : SyntaxKind.EqualsExpression;
            changes.Replace(
                MutationKind.Check,
                $"turn round {Changes.Words(binary)}",
                binary,
                BinaryExpression(other, binary.Left, binary.Right));
        }
    }

    private static void AddAnswers(MemberAccessExpressionSyntax answer, Changes changes)
    {
        string[] others = answer.Name.ToString() switch
        {
            "Ok" => ["EINVAL"],
            "EBUSY" => ["Ok", "EINVAL"],
            _ => ["Ok", "EBUSY"],
        };
        foreach (string other in others)
        {
            changes.Replace(
                other == "Ok" ? MutationKind.IgnoreError : MutationKind.Answer, $"{answer} as {other}", answer, answer.WithName(IdentifierName(other)));
        }
    }

    private static void AddLiteral(LiteralExpressionSyntax literal, Changes changes)
    {
        // What stands in an attribute is for the compiler.
        if (literal.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression
            && !literal.Ancestors().OfType<AttributeListSyntax>().Any())
        {
            SyntaxKind other = literal.IsKind(SyntaxKind.TrueLiteralExpression)
                ? SyntaxKind.FalseLiteralExpression
                : SyntaxKind.TrueLiteralExpression;
            changes.Replace(
                MutationKind.Doing,
                $"turn round {Changes.Words(literal.Parent!)}",
                literal,
                LiteralExpression(other));
        }
    }

    private static void AddSwaps(BlockSyntax block, Changes changes)
    {
        for (int i = 0; i + 1 < block.Statements.Count; i++)
        {
            (StatementSyntax one, StatementSyntax other) = (block.Statements[i], block.Statements[i + 1]);
            if (Independence.OfSwap(one, other))
            {
                continue;
            }

            bool isOfLock = Holds(one) || Holds(other);
            changes.Swap(isOfLock ? MutationKind.Section : MutationKind.SwapStatements, one, other);
        }
    }

    /// <summary>Whether a statement has to do with a lock.</summary>
    private static bool Holds(StatementSyntax statement) => statement.DescendantNodesAndSelf().Any(node =>
        node is UsingStatementSyntax || (node is ExpressionStatementSyntax each && LockMutations.IsOfLock(each)));
}
