using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Check.Protocols;

/// <summary>Makes protocols: code of any kind that several threads use at a time, and what must hold of it.</summary>
public static class Protocol
{
    /// <summary>Describes a protocol.</summary>
    /// <typeparam name="TSystem">The code under check.</typeparam>
    /// <typeparam name="TOperation">What can be done to it: an enum, a record, a string.</typeparam>
    /// <typeparam name="TAnswer">What an operation answers: a value with equality.</typeparam>
    /// <param name="name">Its name, without blanks.</param>
    /// <param name="make">Makes the system anew, for each run. All that threads share must be made here: what is static
    /// outlives a run. Code that uses the locks and objects of <see cref="Domain"/> makes them in the one given; code
    /// that uses those of the runtime ignores it.</param>
    /// <param name="perform">Performs an operation. It must not depend on anything but the system: no clock, no random
    /// number, no thread of its own.</param>
    /// <param name="specification">What the operations must answer; null, the default, if only other rules are
    /// checked.</param>
    /// <returns>The protocol, without invariants.</returns>
    /// <exception cref="ArgumentException">The name is empty or has blanks.</exception>
    public static Protocol<TSystem, TOperation, TAnswer> Of<TSystem, TOperation, TAnswer>(
        string name,
        Func<Domain, TSystem> make,
        Func<TSystem, TOperation, TAnswer> perform,
        Specification<TOperation, TAnswer>? specification = null)
    {
        Protocol<TSystem, TOperation, TAnswer>.RequireWord(name, nameof(name));
        return new Protocol<TSystem, TOperation, TAnswer>(name, make, perform, specification, []);
    }
}

/// <summary>Code that several threads use at a time, and what must hold of it; <see cref="Protocol"/> makes
/// one.</summary>
/// <remarks>These rules are checked of every protocol: some thread can always go on (<see cref="Checks.Deadlock"/>), no
/// two accesses race (<see cref="Checks.DataRace"/>), no exception leaves an operation (<see cref="Checks.Oops"/>),
/// nothing is used after it was freed, locks are given up by their holder before its operation ends, and those of the
/// domain are taken in one order. With a specification, the answers must be
/// <see cref="Checks.Linearizable"/>.</remarks>
/// <typeparam name="TSystem">The code under check.</typeparam>
/// <typeparam name="TOperation">What can be done to it.</typeparam>
/// <typeparam name="TAnswer">What an operation answers.</typeparam>
public sealed class Protocol<TSystem, TOperation, TAnswer>
{
    internal Protocol(
        string name,
        Func<Domain, TSystem> make,
        Func<TSystem, TOperation, TAnswer> perform,
        Specification<TOperation, TAnswer>? specification,
        IReadOnlyList<StateRule<TSystem>> rules) =>
        (Name, Make, Perform, Specification, Rules) = (name, make, perform, specification, rules);

    /// <summary>Its name.</summary>
    public string Name { get; }

    internal Func<Domain, TSystem> Make { get; }

    internal Func<TSystem, TOperation, TAnswer> Perform { get; }

    internal Specification<TOperation, TAnswer>? Specification { get; }

    internal IReadOnlyList<StateRule<TSystem>> Rules { get; }

    /// <summary>The protocol with one more invariant. It is judged whenever what it looks at has changed and the change
    /// is final: the thread that made it has given up the lock under which it did (docs/checks.md); and at the
    /// end.</summary>
    /// <typeparam name="TPart">A part of the state: an immutable value with equality, such as a number, a string, a
    /// tuple or a record; not a list.</typeparam>
    /// <param name="name">Its name, without blanks; not one of <see cref="Checks"/>.</param>
    /// <param name="look">Reads the part of the state. It takes no steps and changes nothing; locks need not be
    /// taken.</param>
    /// <param name="holds">Whether the part is right.</param>
    /// <returns>The new protocol; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">The name is empty, has blanks or is taken, or there are 30
    /// invariants.</exception>
    public Protocol<TSystem, TOperation, TAnswer> WithInvariant<TPart>(
        string name, Func<TSystem, TPart> look, Func<TPart, bool> holds)
    {
        RequireWord(name, nameof(name));
        if (Rules.Any(rule => rule.Name == name) || Checks.All.Any(rule => rule.Name == name))
        {
            throw new ArgumentException($"There is a rule '{name}' already.", nameof(name));
        }

        if (Rules.Count == StateRule<TSystem>.Most)
        {
            throw new ArgumentException($"A protocol has at most {StateRule<TSystem>.Most} invariants.", nameof(name));
        }

        var rule = new StateRule<TSystem>(name, system => look(system), part => holds((TPart)part!));
        return new Protocol<TSystem, TOperation, TAnswer>(Name, Make, Perform, Specification, [.. Rules, rule]);
    }

    /// <summary>The protocol with one more invariant, which says of the whole state whether it is right.</summary>
    /// <param name="name">Its name, without blanks; not one of <see cref="Checks"/>.</param>
    /// <param name="holds">Whether the state is right. It takes no steps and changes nothing; locks need not be
    /// taken.</param>
    /// <returns>The new protocol; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">The name is empty, has blanks or is taken, or there are 30
    /// invariants.</exception>
    public Protocol<TSystem, TOperation, TAnswer> WithInvariant(string name, Func<TSystem, bool> holds) =>
        WithInvariant(name, holds, right => right);

    /// <summary>A program over the protocol: what can be explored and replayed.</summary>
    /// <param name="threads">The operations of each thread; 1 to 4 threads.</param>
    /// <param name="setUp">Operations that are done before the threads start; none by default.</param>
    /// <returns>The program on the system.</returns>
    /// <exception cref="ArgumentException">There is no thread, or there are more than 4.</exception>
    public Subject Program(IReadOnlyList<IReadOnlyList<TOperation>> threads, IReadOnlyList<TOperation>? setUp = null)
    {
        if (threads.Count is 0 or > ProtocolProgram<TOperation>.MaxThreads)
        {
            const int Most = ProtocolProgram<TOperation>.MaxThreads;
            throw new ArgumentException($"A program has 1 to {Most} threads, not {threads.Count}.", nameof(threads));
        }

        return new ProtocolSubject<TSystem, TOperation, TAnswer>(
            this, new ProtocolProgram<TOperation>(Name, setUp ?? [], threads));
    }

    internal static void RequireWord(string text, string parameter)
    {
        if (text.Length == 0 || text.Any(char.IsWhiteSpace))
        {
            throw new ArgumentException($"'{text}' is empty or has blanks.", parameter);
        }
    }
}
