using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace LuoVerified.Mutation;

/// <summary>Changes to expressions, in which specifications are written: checks, numbers, what is changed and what is listed.</summary>
internal static class ExpressionMutations
{
    private static readonly Dictionary<SyntaxKind, SyntaxKind> Neighbours = new()
    {
        [SyntaxKind.LessThanExpression] = SyntaxKind.LessThanOrEqualExpression,
        [SyntaxKind.LessThanOrEqualExpression] = SyntaxKind.LessThanExpression,
        [SyntaxKind.GreaterThanExpression] = SyntaxKind.GreaterThanOrEqualExpression,
        [SyntaxKind.GreaterThanOrEqualExpression] = SyntaxKind.GreaterThanExpression,
    };

    /// <summary>Adds every such change to a file.</summary>
    public static void Add(CompilationUnitSyntax root, Changes changes)
    {
        foreach (SyntaxNode node in root.DescendantNodes(each => !IsText(each)))
        {
            switch (node)
            {
                case LiteralExpressionSyntax { Token.Value: int or long or uint or ulong } number:
                    AddNumber(number, changes);
                    break;
                case BinaryExpressionSyntax binary when Neighbours.TryGetValue(binary.Kind(), out SyntaxKind neighbour):
                    changes.Replace(
                        MutationKind.OffByOne,
                        $"{Changes.Words(binary)} as {Token(neighbour)}",
                        binary,
                        BinaryExpression(neighbour, binary.Left, binary.Right));
                    break;
                case ConditionalExpressionSyntax test:
                    AddTest(test, changes);
                    break;
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not:
                    changes.Replace(MutationKind.Check, $"negate {Changes.Words(not)}", not, not.Operand);
                    break;
                case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: WithExpressionSyntax } all } change:
                    changes.Replace(
                        MutationKind.Doing,
                        $"drop {Changes.Words(change)}",
                        all,
                        all.WithExpressions(all.Expressions.Remove(change)));
                    break;
                case CollectionExpressionSyntax { Elements.Count: > 1 } list:
                    foreach (CollectionElementSyntax element in list.Elements.Where(each => each is ExpressionElementSyntax))
                    {
                        changes.Replace(
                            MutationKind.Doing,
                            $"drop {Changes.Words(element)} from the list",
                            list,
                            list.WithElements(list.Elements.Remove(element)));
                    }

                    break;
            }
        }
    }

    /// <summary>Whether what is in a part is only for a reader, or belongs to the compiler.</summary>
    private static bool IsText(SyntaxNode node) => node is InterpolatedStringExpressionSyntax or AttributeListSyntax;

    private static void AddNumber(LiteralExpressionSyntax number, Changes changes)
    {
        decimal value = Convert.ToDecimal(number.Token.Value, CultureInfo.InvariantCulture);
        string suffix = number.Token.Value switch { long => "L", ulong => "UL", uint => "U", _ => "" };
        bool isUnsigned = number.Token.Value is uint or ulong;
        foreach (decimal other in value == 0 && isUnsigned ? [value + 1] : (decimal[])[value + 1, value - 1])
        {
            string where = number.Parent is { } parent ? $" in {Changes.Words(parent)}" : "";
            changes.Replace(
                MutationKind.OffByOne,
                string.Create(CultureInfo.InvariantCulture, $"{number} as {other}{where}"),
                number,
                ParseExpression(other < 0 ? $"({other.ToString(CultureInfo.InvariantCulture)}{suffix})" : $"{other.ToString(CultureInfo.InvariantCulture)}{suffix}"));
        }
    }

    private static void AddTest(ConditionalExpressionSyntax test, Changes changes)
    {
        string condition = Changes.Words(test.Condition);
        changes.Replace(MutationKind.Check, $"drop {condition} ?", test, test.WhenFalse);
        changes.Replace(MutationKind.Check, $"always {condition} ?", test, test.WhenTrue);
        changes.Replace(
            MutationKind.Check,
            $"negate {condition} ?",
            test.Condition,
            PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, ParenthesizedExpression(test.Condition)));
    }

    private static string Token(SyntaxKind comparison) => comparison switch
    {
        SyntaxKind.LessThanExpression => "<",
        SyntaxKind.LessThanOrEqualExpression => "<=",
        SyntaxKind.GreaterThanExpression => ">",
        _ => ">=",
    };
}
