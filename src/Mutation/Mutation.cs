using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;

namespace LuoVerified.Mutation;

/// <summary>What a change does.</summary>
public enum MutationKind
{
    /// <summary>A lock is not taken, not given up, or not asserted.</summary>
    DropLock,

    /// <summary>A lock is taken for reading in place of writing, or the other way round.</summary>
    LockMode,

    /// <summary>A critical section is given up and taken again, begins or ends elsewhere, or changes places with a
    /// statement.</summary>
    Section,

    /// <summary>Two locks are taken in the other order.</summary>
    SwapLocks,

    /// <summary>Two statements change places.</summary>
    SwapStatements,

    /// <summary>What others can see is written before what belongs to it.</summary>
    PublishEarly,

    /// <summary>A check is left out, negated, or always true.</summary>
    Check,

    /// <summary>A count, a limit or an offset is one more or one less.</summary>
    OffByOne,

    /// <summary>What failed counts as done.</summary>
    IgnoreError,

    /// <summary>What was taken is not given back, or what was written is not cleared.</summary>
    Cleanup,

    /// <summary>A statement or an assignment is left out, or a boolean turned round.</summary>
    Doing,

    /// <summary>The answer is another errno.</summary>
    Answer,
}

/// <summary>One small change to a source file.</summary>
/// <param name="File">The name of the file, such as <c>Impl/Hardened/HardenedSessions.cs</c>.</param>
/// <param name="Line">The first line that it changes, from 1.</param>
/// <param name="Member">The method or property around it, such as <c>Create</c>; empty outside of one.</param>
/// <param name="What">The change in words, such as <c>drop _lists.Write()</c>.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Apply">Makes the changed file of the file as it is.</param>
public sealed record Mutation(
    string File, int Line, string Member, string What, MutationKind Kind, Func<SyntaxNode> Apply)
{
    /// <summary>The last line that it changes.</summary>
    public int LastLine { get; init; } = Line;

    /// <summary>The line at which what it changes begins; two if two parts change places.</summary>
    public IReadOnlyList<int> Begins { get; init; } = [Line];

    /// <summary>Where the statement begins that it is run with; null if it is not known whether it is run.</summary>
    public int? Place { get; init; }

    /// <summary>Which one of those in its member that read the same, from 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>What no other change has, and what stays as it is if the source changes elsewhere: file, member, words.</summary>
    public string Identity => string.Create(
        CultureInfo.InvariantCulture, $"{File}: {(Member.Length == 0 ? "-" : Member)}: {What}{(Number == 1 ? "" : $" #{Number}")}");

    /// <summary>Whether it changes which lock is held where: what was guarded may be reached without a lock.</summary>
    public bool IsOfLock => Kind is MutationKind.DropLock or MutationKind.LockMode or MutationKind.Section or MutationKind.SwapLocks;

    /// <summary>A card that depends on nothing but the mutant: the lower one is drawn first.</summary>
    /// <param name="seed">Which pack.</param>
    /// <returns>The card.</returns>
    public string Card(uint seed) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed} {Identity}"))));

    /// <summary>File, line and change.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{File}:{Line} {What}";
}
