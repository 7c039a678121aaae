using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LuoVerified.Mutation;

/// <summary>Lets the code say which statements are run: a change in one that never is cannot be found by any run.</summary>
/// <remarks>Whatever is in a statement, conditions and lambdas that are never called included, counts as run with it; a method or a property
/// that is an expression counts as a statement. Initializers of fields are not told of.</remarks>
internal sealed class Coverage : CSharpSyntaxRewriter
{
    /// <summary>Where the code keeps it: the places that were run, by number.</summary>
    public const string Holder = "LuoVerified.Mutants.Coverage";

    /// <summary>The name of the field there.</summary>
    public const string Field = "Ran";

    private readonly int _first;
    private readonly List<int> _starts = [];

    /// <summary>The only place that is told of; null for every one.</summary>
    private readonly SyntaxNode? _only;

    private Coverage(int first, SyntaxNode? only = null) => (_first, _only) = (first, only);

    /// <summary>What the statements call.</summary>
    /// <param name="places">How many there are.</param>
    /// <param name="isWoven">Whether accesses are watched where it is; these are nobody's concern.</param>
    /// <returns>The source.</returns>
    public static string Helper(int places, bool isWoven) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        namespace LuoVerified.Mutants
        {
            {{(isWoven ? "[LuoVerified.Core.Watching.Unwatched]" : "")}}
            public static class Coverage
            {
                public static readonly bool[] {{Field}} = new bool[{{places}}];

                public static void Runs(int place) => {{Field}}[place] = true;
            }
        }
        """);

    /// <summary>Lets the statements of a file tell that they are run.</summary>
    /// <param name="root">The file.</param>
    /// <param name="first">The number of its first place.</param>
    /// <returns>The file, and where each of its places begins.</returns>
    public static (SyntaxNode Root, IReadOnlyList<int> Starts) In(SyntaxNode root, int first)
    {
        var coverage = new Coverage(first);
        return (coverage.Visit(root)!, coverage._starts);
    }

    /// <summary>Lets a changed file tell when it comes to where a place of the file as it was began, as place 0: a statement that was left out
    /// has none any more.</summary>
    /// <param name="root">The changed file: the same up to there.</param>
    /// <param name="start">Where the place began.</param>
    /// <returns>The file; every statement stays on its line.</returns>
    public static SyntaxNode At(SyntaxNode root, int start)
    {
        SyntaxNode[] around = [.. root.DescendantNodes(each => each.FullSpan.Contains(start)).Where(each => each.Span.Contains(start))];
        if (Array.Find(around, each => each is ArrowExpressionClauseSyntax && IsPlace(each) && each.SpanStart == start) is { } whole)
        {
            return new Coverage(0, whole).Visit(root)!;
        }

        SyntaxNode list = Array.FindLast(around, each => each is BlockSyntax or SwitchSectionSyntax)!;
        SyntaxList<StatementSyntax> statements = list is BlockSyntax block ? block.Statements : ((SwitchSectionSyntax)list).Statements;
        return statements.FirstOrDefault(each => each.Span.End > start) is { } next ? root.InsertNodesBefore(next, [Told(0)])
            : root.ReplaceNode(list, list is BlockSyntax last ? last.AddStatements(Told(0)) : ((SwitchSectionSyntax)list).AddStatements(Told(0)));
    }

    /// <summary>Where the place begins that a part of a file is run with.</summary>
    /// <param name="part">The part.</param>
    /// <returns>The position in the file; null if there is no such place: it is not known whether the part is run.</returns>
    public static int? PlaceOf(SyntaxNode part) => part.AncestorsAndSelf().FirstOrDefault(IsPlace)?.SpanStart;

    /// <inheritdoc/>
    public override SyntaxNode? Visit(SyntaxNode? node) => base.Visit(node) switch
    {
        StatementSyntax statement when IsTold(node!) && node!.Parent is not (BlockSyntax or SwitchSectionSyntax) =>
            SyntaxFactory.Block(Told(node), statement),
        var visited => visited,
    };

    /// <inheritdoc/>
    public override SyntaxNode? VisitBlock(BlockSyntax node)
    {
        var visited = (BlockSyntax)base.VisitBlock(node)!;
        return visited.WithStatements(Telling(node.Statements, visited.Statements));
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitSwitchSection(SwitchSectionSyntax node)
    {
        var visited = (SwitchSectionSyntax)base.VisitSwitchSection(node)!;
        return visited.WithStatements(Telling(node.Statements, visited.Statements));
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var visited = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        return node.ExpressionBody is not { } body || !IsTold(body) ? visited
            : visited.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Block(body, visited.ExpressionBody!, IsVoid(node.ReturnType)));
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitOperatorDeclaration(OperatorDeclarationSyntax node)
    {
        var visited = (OperatorDeclarationSyntax)base.VisitOperatorDeclaration(node)!;
        return node.ExpressionBody is not { } body || !IsTold(body) ? visited
            : visited.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Block(body, visited.ExpressionBody!, isVoid: false));
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        var visited = (PropertyDeclarationSyntax)base.VisitPropertyDeclaration(node)!;
        return node.ExpressionBody is not { } body || !IsTold(body) ? visited
            : visited.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(SyntaxFactory.AccessorList(SyntaxFactory.SingletonList(
                SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, Block(body, visited.ExpressionBody!, isVoid: false)))));
    }

    private static bool IsVoid(TypeSyntax type) => type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };

    private bool IsTold(SyntaxNode node) => IsPlace(node) && (_only is null || _only == node);

    private static bool IsPlace(SyntaxNode node) => node is StatementSyntax and not (BlockSyntax or LocalFunctionStatementSyntax)
        or ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax or OperatorDeclarationSyntax or PropertyDeclarationSyntax };

    private BlockSyntax Block(SyntaxNode place, ArrowExpressionClauseSyntax body, bool isVoid)
    {
        string value = body.Expression switch
        {
            ThrowExpressionSyntax thrown => $"{thrown};",
            { } expression when isVoid => $"{expression};",
            { } expression => $"return {expression};",
        };
        return SyntaxFactory.Block(Told(place), SyntaxFactory.ParseStatement($" {value} "));
    }

    /// <summary>Side by side with what they tell of: what is declared there must be seen by the rest.</summary>
    private SyntaxList<StatementSyntax> Telling(SyntaxList<StatementSyntax> before, SyntaxList<StatementSyntax> visited) =>
        [.. before.Zip(visited).SelectMany(pair => IsTold(pair.First) ? (StatementSyntax[])[Told(pair.First), pair.Second] : [pair.Second])];

    private StatementSyntax Told(SyntaxNode place)
    {
        _starts.Add(place.SpanStart);
        return Told(_first + _starts.Count - 1);
    }

    private static StatementSyntax Told(int place) =>
        SyntaxFactory.ParseStatement(string.Create(CultureInfo.InvariantCulture, $"global::{Holder}.Runs({place}); "));
}
