using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LuoVerified.Mutation;

/// <summary>Changes to what is held where. A section is a <c>using</c> statement that takes a lock.</summary>
internal static class LockMutations
{
    private static readonly Dictionary<string, string> OtherMode = new() { ["Read"] = "Write", ["Write"] = "Read" };

    /// <summary>Adds every such change to a file.</summary>
    public static void Add(CompilationUnitSyntax root, Changes changes)
    {
        foreach (UsingStatementSyntax section in root.DescendantNodes().OfType<UsingStatementSyntax>())
        {
            if (section.Expression
                is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax taking } taken)
            {
                changes.Replace(MutationKind.DropLock, $"drop {taken}", section, section.Statement);
                if (OtherMode.TryGetValue(taking.Name.ToString(), out string? other))
                {
                    changes.Replace(
                        MutationKind.LockMode, $"{taken} as {other}", taking.Name, SyntaxFactory.IdentifierName(other));
                }

                AddParts(section, taken, changes);
            }
        }

        foreach (ExpressionStatementSyntax statement in
            root.DescendantNodes().OfType<ExpressionStatementSyntax>().Where(IsOfLock))
        {
            changes.Drop(MutationKind.DropLock, statement);
        }

        AddShared(root, changes);
    }

    /// <summary>Whether a statement takes a lock, gives it up, or asserts that it is held.</summary>
    public static bool IsOfLock(ExpressionStatementSyntax statement) =>
        statement.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
        && access.Name.ToString() is "DownWrite" or "UpWrite" or "AssertHeldWrite";

    /// <summary>What is taken for writing in one statement and given up in others is held for reading.</summary>
    private static void AddShared(CompilationUnitSyntax root, Changes changes)
    {
        ExpressionStatementSyntax[] all =
            [.. root.DescendantNodes().OfType<ExpressionStatementSyntax>().Where(IsOfLock)];
        foreach (ExpressionStatementSyntax taking in all.Where(each => Name(each).Name.ToString() == "DownWrite"))
        {
            string taken = $"{Name(taking).Expression}";
            changes.Rewrite(MutationKind.LockMode, $"{taken}.DownWrite() as Read", taking, () => root.ReplaceNodes(
                all.Where(each => $"{Name(each).Expression}" == taken),
                (each, _) => SyntaxFactory.ParseStatement(Shared(taken, $"{Name(each).Name}")).WithTriviaFrom(each)));
        }
    }

    private static string Shared(string taken, string name) => name switch
    {
        "DownWrite" => $"{taken}.DownRead();",
        "UpWrite" => $"{taken}.UpRead();",
        _ => ";",
    };

    private static MemberAccessExpressionSyntax Name(ExpressionStatementSyntax statement) =>
        (MemberAccessExpressionSyntax)((InvocationExpressionSyntax)statement.Expression).Expression;

    /// <summary>At each place between two statements of a section: the lock is given up there and taken again, taken
    /// there only, or given up there for good.</summary>
    private static void AddParts(UsingStatementSyntax section, InvocationExpressionSyntax taken, Changes changes)
    {
        if (section.Statement is not BlockSyntax { Statements: { Count: > 1 } statements })
        {
            return;
        }

        for (int at = 1; at < statements.Count; at++)
        {
            string before = string.Concat(statements.Take(at));
            string after = string.Concat(statements.Skip(at));
            string where = $"before {Changes.Words(statements[at])}";
            Add($"give up and retake {taken} {where}", $"{Take(taken)} {before} {GiveUp} {Take(taken)} {after}");
            Add($"take {taken} only {where}", $"{before} {Take(taken)} {after}");
            Add($"give up {taken} {where}", $"{Take(taken)} {before} {GiveUp} {after}");
        }

        void Add(string what, string body) => changes.Replace(
            MutationKind.Section,
            what,
            section,
            SyntaxFactory.ParseStatement(
                $"{{ {GuardOf(taken)} guard = default; bool held = false; "
                + $"try {{ {body} }} finally {{ if (held) guard.Dispose(); }} }}"));
    }

    /// <summary>What stands for a section while it lasts, named so that a file need not know it: a monitor is entered, a lock is taken.</summary>
    private static string GuardOf(InvocationExpressionSyntax taken) =>
        ((MemberAccessExpressionSyntax)taken.Expression).Name.ToString() == "Enter"
            ? "global::LuoVerified.Monitors.WaitMonitor.Section" : "global::LuoVerified.Core.Locking.LockGuard";

    private static string GiveUp => "held = false; guard.Dispose();";

    private static string Take(InvocationExpressionSyntax taken) => $"guard = {taken}; held = true;";
}
