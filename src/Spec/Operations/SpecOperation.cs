
using LuoVerified.Abi;

namespace LuoVerified.Spec.Operations;

/// <summary>What an operation is asked with.</summary>
public enum OperationArgument
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A name; a handle comes back.</summary>
    Name,

    /// <summary>A handle, which is closed by it. A scenario says the name of its session instead.</summary>
    Handle,

    /// <summary>A handle, which stays open, and a number. A scenario says the name of its session instead of the handle.</summary>
    Session,
}

/// <summary>All that the meaning of an operation depends on, beside the state.</summary>
/// <typeparam name="TName">What names are there.</typeparam>
/// <param name="Name">The name asked for, if it takes one.</param>
/// <param name="Handle">If it takes a name, the number that the handle is to have, not 0 and not in use; if it takes a handle,
/// the handle.</param>
/// <param name="Thread">Who calls.</param>
/// <param name="Fault">What is refused during it.</param>
/// <param name="Number">The number, if it takes one.</param>
/// <param name="Fd">The descriptor of a file, if it takes one; null for that of the file with that number.</param>
public readonly record struct Arguments<TName>(
    TName Name, int Handle, int Thread, SpecFault Fault, ulong Number = 0, FileDescriptor? Fd = null);

/// <summary>One operation of the specification: its sequential meaning, and what may be known from its calls and
/// answers.</summary>
public abstract class SpecOperation
{
    /// <summary>Its word in scenarios, traces and the console.</summary>
    public abstract string Word { get; }

    /// <summary>What it is asked with.</summary>
    public virtual OperationArgument Argument => OperationArgument.None;

    /// <summary>What it answers when it does what it is for.</summary>
    public virtual Outcome Success => Outcome.Ok;

    /// <summary>Whether it only asks: it leaves the state as it is also when it succeeds, and its success is one of
    /// <see cref="Answers"/>.</summary>
    public virtual bool IsQuery => false;

    /// <summary>What must be there for it to succeed.</summary>
    public virtual AnswerNeed Need => AnswerNeed.Nothing;

    /// <summary>The answers that leave the state as it is, in checking order, without those of refused requests. Each must be
    /// possible in some state.</summary>
    public virtual IReadOnlyList<SpecAnswer> Answers => [];

    /// <summary>Performs it.</summary>
    /// <typeparam name="TState">How states are stored.</typeparam>
    /// <typeparam name="TName">What names are there.</typeparam>
    /// <param name="state">The state to start from; it stays as it is.</param>
    /// <param name="with">What it is asked with.</param>
    /// <param name="next">The state after it; <paramref name="state"/> if nothing changes.</param>
    /// <returns>What it answers; null if it waits in this state.</returns>
    public abstract Outcome? Apply<TState, TName>(TState state, in Arguments<TName> with, out TState next)
        where TState : struct, ISessionState<TState, TName>;

    /// <summary>Hands out the meaning as a type, so that code can be compiled for it by itself.</summary>
    /// <typeparam name="TResult">What is made of it.</typeparam>
    /// <param name="visitor">Who makes it.</param>
    /// <returns>What it made.</returns>
    public abstract TResult Accept<TResult>(IMeaningVisitor<TResult> visitor);

    /// <inheritdoc/>
    public sealed override string ToString() => Word;

    /// <summary>Which facts depend on when it is called.</summary>
    /// <param name="facts">What is known.</param>
    /// <returns>Those that may end with the call, whoever else ends them.</returns>
    internal virtual ViewParts AtCall(KernelFacts facts) => ViewParts.None;

    /// <summary>Which facts depend on when it returns.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="outcome">The answer.</param>
    /// <returns>Those that are looked at, and those that begin with the return.</returns>
    internal virtual (ViewParts Reads, ViewParts Writes) AtReturn(KernelFacts facts, Outcome outcome) => default;

    /// <summary>It begins.</summary>
    internal virtual void Called(KernelFacts facts, SpecAction action)
    {
    }

    /// <summary>A request of it is refused.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="action">The operation with its arguments and what is refused.</param>
    internal virtual void Refused(KernelFacts facts, SpecAction action)
    {
    }

    /// <summary>It has changed the state, and others may see it.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="action">The operation with its arguments.</param>
    /// <param name="parts">What it has changed.</param>
    internal virtual void Changed(KernelFacts facts, SpecAction action, ViewParts parts)
    {
    }

    /// <summary>It returns.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="action">The operation with its arguments.</param>
    /// <param name="outcome">What it answers.</param>
    /// <param name="view">The state as it left it; null if it has changed nothing.</param>
    /// <returns>The invariant that the answer breaks; null if it breaks none.</returns>
    internal virtual InvariantViolation? Returned(KernelFacts facts, SpecAction action, Outcome outcome, SessionView? view) => null;
}
