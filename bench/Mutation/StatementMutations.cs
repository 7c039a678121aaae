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
                    changes.Drop(MutationKind.Doing, statement);
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

    private static void AddTest(IfStatementSyntax test, Changes changes)
    {
        changes.Replace(
            MutationKind.Doing,
            $"negate {Changes.Words(test.Condition)}",
            test.Condition,
            PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, ParenthesizedExpression(test.Condition)));
        if (test.Else is null)
        {
            changes.Replace(MutationKind.Doing, $"drop if ({Changes.Words(test.Condition)})", test, EmptyStatement());
            changes.Replace(MutationKind.Doing, $"always {Changes.Words(test.Statement)}", test, test.Statement);
        }
    }

    /// <summary>A part of a condition is left out, a comparison is turned round, a default is left out.</summary>
    private static void AddOperator(BinaryExpressionSyntax binary, Changes changes)
    {
        if (binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression)
        {
            changes.Replace(MutationKind.Doing, $"drop {Changes.Words(binary.Right)}", binary, binary.Left);
            changes.Replace(MutationKind.Doing, $"drop {Changes.Words(binary.Left)}", binary, binary.Right);
        }
        else if (binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression)
        {
            bool isEqual = binary.IsKind(SyntaxKind.EqualsExpression);
            SyntaxKind other = isEqual ? SyntaxKind.NotEqualsExpression : SyntaxKind.EqualsExpression;
            changes.Replace(
                MutationKind.Doing,
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
            changes.Replace(MutationKind.Doing, $"{answer} as {other}", answer, answer.WithName(IdentifierName(other)));
        }
    }

    private static void AddLiteral(LiteralExpressionSyntax literal, Changes changes)
    {
        if (literal.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression)
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
            bool isOfLock = Holds(one) || Holds(other);
            changes.Swap(isOfLock ? MutationKind.Locking : MutationKind.Doing, one, other);
        }
    }

    /// <summary>Whether a statement has to do with a lock.</summary>
    private static bool Holds(StatementSyntax statement) => statement.DescendantNodesAndSelf().Any(node =>
        node is UsingStatementSyntax || (node is ExpressionStatementSyntax each && LockMutations.IsOfLock(each)));
}
