using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LuoVerified.Mutation;

/// <summary>Changes to the order in which locks are taken and things are shown. A section is a <c>using</c> statement that takes
/// a lock.</summary>
internal static class OrderMutations
{
    /// <summary>Adds every such change to a file.</summary>
    public static void Add(CompilationUnitSyntax root, Changes changes)
    {
        foreach (UsingStatementSyntax section in root.DescendantNodes().OfType<UsingStatementSyntax>().Where(IsSection))
        {
            changes.Replace(
                MutationKind.DropLock,
                $"never give up {section.Expression}",
                section,
                SyntaxFactory.ParseStatement($"{{ {section.Expression}; {section.Statement} }}"));
            if (section.Statement is UsingStatementSyntax inner && IsSection(inner))
            {
                changes.Swap(MutationKind.SwapLocks, section.Expression!, inner.Expression!);
            }
        }

        foreach (BlockSyntax block in root.DescendantNodes().OfType<BlockSyntax>())
        {
            AddSections(block, changes);
            AddEarly(block, changes);
        }
    }

    private static bool IsSection(UsingStatementSyntax statement) =>
        statement.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax };

    /// <summary>A section takes in the statement after it or before it, or is one with the next of the same lock.</summary>
    private static void AddSections(BlockSyntax block, Changes changes)
    {
        for (int i = 0; i < block.Statements.Count; i++)
        {
            if (block.Statements[i] is not UsingStatementSyntax { Expression: { } taken } section || !IsSection(section))
            {
                continue;
            }

            if (i + 1 < block.Statements.Count && block.Statements[i + 1] is var next)
            {
                Widen($"extend {taken} over {Changes.Words(next)}", section, next, $"{section.Statement} {next}", section);
            }

            if (i > 0 && block.Statements[i - 1] is ExpressionStatementSyntax before)
            {
                Widen($"begin {taken} before {Changes.Words(before)}", section, before, $"{before} {section.Statement}", before);
            }

            for (int later = i + 2; later < block.Statements.Count; later++)
            {
                if (block.Statements[later] is UsingStatementSyntax other && $"{other.Expression}" == $"{taken}")
                {
                    string all = string.Concat(block.Statements.Skip(i + 1).Take(later - i - 1)) + other.Statement;
                    Join(block, i, later, changes, $"{{ using ({taken}) {{ {section.Statement} {all} }} }}", taken);
                }
            }
        }

        void Widen(string what, UsingStatementSyntax section, StatementSyntax taken, string body, SyntaxNode at)
        {
            StatementSyntax wide = SyntaxFactory.ParseStatement($"using ({section.Expression}) {{ {body} }}");
            changes.Rewrite(MutationKind.Section, what, at, () => changes.Root.ReplaceNode(
                block,
                block.WithStatements(SyntaxFactory.List(
                    block.Statements.Where(each => each != taken).Select(each => each == section ? wide.WithTriviaFrom(section) : each)))));
        }
    }

    private static void Join(BlockSyntax block, int first, int last, Changes changes, string joined, ExpressionSyntax taken) =>
        changes.Rewrite(MutationKind.Section, $"join the sections of {taken}", block.Statements[first], () => changes.Root.ReplaceNode(
            block,
            block.WithStatements(SyntaxFactory.List(
            [
                .. block.Statements.Take(first), SyntaxFactory.ParseStatement(joined), .. block.Statements.Skip(last + 1),
            ]))));

    /// <summary>What others can see is written at the begin of its block. What would go there by an exchange with its neighbour is
    /// left to that.</summary>
    private static void AddEarly(BlockSyntax block, Changes changes)
    {
        for (int i = 2; i < block.Statements.Count; i++)
        {
            if (block.Statements[i] is ExpressionStatementSyntax { Expression: var shown } early && Shows(shown))
            {
                changes.Rewrite(MutationKind.PublishEarly, $"first {Changes.Words(early)}", block.Statements[0], () => changes.Root.ReplaceNode(
                    block, block.WithStatements(block.Statements.Remove(early).Insert(0, early))), early);
            }
        }
    }

    private static bool Shows(ExpressionSyntax expression) => expression switch
    {
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax } => true,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.Text.StartsWith('_'),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } => called.Name.ToString() is "Add" or "Append" or "ForEach",
        _ => false,
    };
}
