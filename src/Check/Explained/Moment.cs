using LuoVerified.Check.Runs;
using LuoVerified.Core.Locking;

namespace LuoVerified.Check.Explained;

/// <summary>A part of the state that the checked code shows, in words.</summary>
/// <param name="Name">What it is, such as <c>outgoing</c>.</param>
/// <param name="Value">Its value.</param>
public sealed record StatePart(string Name, string Value);

/// <summary>What a step is about, in words in place of an address.</summary>
/// <param name="Target">What it does something to, such as <c>image.count</c>.</param>
/// <param name="Value">The value read or written; empty if there is none.</param>
internal sealed record StepMeaning(string Target, string Value);

/// <summary>A thread that stands before a lock that it cannot take yet.</summary>
/// <param name="Thread">Its index.</param>
/// <param name="Lock">The lock.</param>
/// <param name="IsExclusive">Whether it wants it for exclusive use.</param>
internal sealed record WaitingThread(int Thread, DomainLock Lock, bool IsExclusive);

/// <summary>A lock and the thread that has it.</summary>
/// <param name="Thread">Its index; -1 if the set-up took it and nobody has taken it over.</param>
/// <param name="Lock">The lock, and where it was taken.</param>
internal readonly record struct Holding(int Thread, HeldLock Lock);

/// <summary>What is seen between two steps of a run, while every thread stands before its next one.</summary>
/// <param name="Ready">The threads that could take the next step.</param>
/// <param name="Waiting">Those that wait for a lock.</param>
/// <param name="Held">Who holds what.</param>
/// <param name="State">What the checked code shows of its state; nothing while there is none.</param>
internal sealed record Moment(
    IReadOnlyList<int> Ready,
    IReadOnlyList<WaitingThread> Waiting,
    IReadOnlyList<Holding> Held,
    IReadOnlyList<StatePart> State);
