using Microsoft.CodeAnalysis;

namespace LuoVerified.Mutation;

/// <summary>What a change to a design touches.</summary>
public enum MutationKind
{
    /// <summary>Which lock is held where: what was guarded may be reached without a lock.</summary>
    Locking,

    /// <summary>What is done, in which order, under the same locks.</summary>
    Doing,
}

/// <summary>One small change to the source of a design.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Member">The method or property around it, such as <c>Create</c>; empty outside of one.</param>
/// <param name="What">The change in words, such as <c>drop _lists.Write()</c>.</param>
/// <param name="Kind">What it touches.</param>
/// <param name="Apply">Makes the changed file of the file as it is.</param>
public sealed record Mutation(
    string File, int Line, string Member, string What, MutationKind Kind, Func<SyntaxNode> Apply)
{
    /// <summary>File, line and change.</summary>
    /// <returns>The text, which no other change to the design has.</returns>
    public override string ToString() => $"{File}:{Line} {What}";
}
