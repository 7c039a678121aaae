using LuoVerified.Core.Locking;

namespace LuoVerified.Impl;

/// <summary>A list of the kernel's kind: a count is kept beside it, and a read-write semaphore guards both. That the count is that of the
/// list is up to who adds and removes; the rule <c>count-matches</c> looks.</summary>
/// <typeparam name="T">What is in the list.</typeparam>
/// <param name="platform">What the kernel gives the design that has the list.</param>
/// <param name="name">What the list is called: its lock is of the class <c>NAME.rwsem</c>.</param>
public class CountedList<T>(KernelPlatform platform, string name)
{
    /// <summary>How many there are, 0 and up; 0 at first. Call with <see cref="RwSem"/> held.</summary>
    public long Count { get; set; }

    /// <summary>What is in it, in order. Call with <see cref="RwSem"/> held.</summary>
    public LinkedList<T> List { get; } = new();

    /// <summary>Guards the list and the count: held for reading to look, for writing to change.</summary>
    public RwSemaphore RwSem { get; } = platform.NewRwSemaphore($"{name}.rwsem");
}
