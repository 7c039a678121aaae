using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Core.Locking;

namespace LuoVerified.Check.Explore;

/// <summary>All that a step touches: the one statement of which steps depend on each other. Dependence, races and
/// clocks are computed from it. It is a way to look at a step, not a copy of it: many are looked at.</summary>
/// <param name="pending">The step, with the rules about the state that it touches.</param>
internal readonly ref struct Footprint(ref readonly PendingStep pending)
{
    private readonly ref readonly PendingStep _pending = ref pending;

    /// <summary>What the step is about; null for what orders nothing: a call, a return, and a request that may be refused. In
    /// whatever order requests of a kind come, any of them may be refused, as many as the budget has: a choice, which is made
    /// if the request comes first.</summary>
    public StepTarget? Own => _pending.Step.Kind is StepKind.Call or StepKind.Return or StepKind.Fault ? null : _pending.Step.Target;

    /// <summary>Whether the step changes what it is about, as far as others can tell.</summary>
    public bool Writes => _pending.Step.Kind is not (StepKind.AcquireRead or StepKind.ReleaseRead or StepKind.Read);

    /// <summary>The object that this is part of, on whose life the step relies, as a reader; null if there is none.</summary>
    public StepTarget? Container => Own?.Within;

    /// <summary>Rules about the state, as places of their own: those that look at this moment, and those that read something
    /// which the step makes final.</summary>
    public uint Rules => _pending.RuleReads | _pending.RuleWrites;

    /// <summary>Whether it touches all there is: it leaves the domain.</summary>
    public bool Everything => _pending.Step.Kind == StepKind.Jump;

    /// <summary>Whether it gives up a lock. It cannot be swapped with the acquire that it allows, so of a critical
    /// section and a later acquire the race is between the two acquires.</summary>
    public bool Releases => _pending.Step.Releases;

    /// <summary>Whether it takes a lock: what it orders is ordered by the release.</summary>
    public bool Acquires => _pending.Step.Acquires;

    /// <summary>Whether it makes something final that a rule reads.</summary>
    /// <param name="rule">The rule, as a place.</param>
    /// <returns>True if it does; false if the rule only looks.</returns>
    public bool WritesRule(int rule) => (_pending.RuleWrites & (1u << rule)) != 0;

    /// <summary>Whether the order of two steps of different threads matters.</summary>
    /// <param name="one">A step.</param>
    /// <param name="other">The other.</param>
    /// <returns>True if they touch one place and one of them writes it.</returns>
    public static bool Conflict(in PendingStep one, in PendingStep other) =>
        Conflict(one, other, static (a, b) => a == b);

    /// <summary>Whether the order of two steps matters, of which each belongs to another run, so that one target is two
    /// objects.</summary>
    /// <param name="one">A step.</param>
    /// <param name="other">The other.</param>
    /// <param name="known">How many targets had appeared before the two runs parted: these have the same
    /// numbers.</param>
    /// <returns>False only if it does not: two targets that appeared later are taken for one if they are of one
    /// kind.</returns>
    public static bool MayConflict(in PendingStep one, in PendingStep other, int known) => Conflict(
        one,
        other,
        (a, b) => IsKnown(a, known) || IsKnown(b, known) ? a.Number == b.Number : Kind(a) == Kind(b));

    private static bool IsKnown(StepTarget target, int known) => target.Number > 0 && target.Number <= known;

    /// <summary>The class of a lock, the member of a field, the type of anything else.</summary>
    private static string Kind(StepTarget target) => target switch
    {
        DomainLock { Class: var lockClass } => lockClass,
        FieldTarget { Label: var label } => label[(label.LastIndexOf('.') + 1)..],
        _ => target.GetType().Name,
    };

    private static bool Conflict(in PendingStep one, in PendingStep other, Func<StepTarget, StepTarget, bool> isSame)
    {
        var a = new Footprint(in one);
        var b = new Footprint(in other);
        return a.Everything || b.Everything
            || (one.RuleWrites & b.Rules) != 0 || (other.RuleWrites & a.Rules) != 0
            || ((a.Writes || b.Writes) && AreSame(a.Own, b.Own))
            || (a.Writes && AreSame(a.Own, b.Container))
            || (b.Writes && AreSame(a.Container, b.Own));

        bool AreSame(StepTarget? x, StepTarget? y) => x is not null && y is not null && isSame(x, y);
    }
}
